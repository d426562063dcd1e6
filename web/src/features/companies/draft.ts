// A company while it is typed: the shape of the request, with every field there.
import { newKey } from '~/lib/api/client'
import type { CompanyIn } from '~/lib/api/company-settings'
import type { Company } from '~/lib/api/types'
import { NO_ADDRESS } from '~/ui/AddressFields'

export type AccountDraft = Omit<Company['bank_accounts'][number], 'id'> & {
  /** The server's; a new account has none yet. */
  id: string | null
  /** Names the account for as long as the form lives. */
  key: string
}
export type AddressDraft = Omit<Company['addresses'][number], 'id'> & { id: string | null; key: string }
export type ProfileDraft = Company['profile']
export type CompanyDraft = Omit<
  Company,
  'id' | 'brand_color' | 'logo_url' | 'archived' | 'version' | 'created_at' | 'bank_accounts' | 'addresses'
> & {
  bank_accounts: readonly AccountDraft[]
  addresses: readonly AddressDraft[]
}

export function newAccount(): AccountDraft {
  const typed = {
    label: '',
    holder: '',
    iban: '',
    bic: '',
    account_number: '',
    bank_name: '',
    upi: '',
    paynow: '',
    pix: '',
    bitcoin: '',
  }
  return { ...typed, currency: '', is_default: false, id: null, key: newKey() }
}

/** In the country of the company, where its branches are. */
export function newAddress(country: string): AddressDraft {
  return { id: null, key: newKey(), name: '', role: 'branch', address: { ...NO_ADDRESS, country } }
}

/** An account nobody typed into: shown, and not sent. */
export function isBlank({ label, holder, iban, bic, account_number, bank_name, upi, paynow, pix }: AccountDraft) {
  const typed = [label, holder, iban, bic, account_number, bank_name, upi, paynow, pix]
  return typed.every((text) => (text ?? '').trim() === '')
}

/** Makes one account the default of its currency, and no other of that currency. */
export function withDefault(accounts: readonly AccountDraft[], key: string): AccountDraft[] {
  const currency = accounts.find((one) => one.key === key)?.currency
  return accounts.map((one) => (one.currency === currency ? { ...one, is_default: one.key === key } : one))
}

/** The accounts with one of them changed; a default that moves to another currency gives way to the one there. */
export function withAccount(accounts: readonly AccountDraft[], key: string, part: Partial<AccountDraft>) {
  const moved = part.currency !== undefined
  return accounts.map((one) => (one.key === key ? { ...one, ...part, ...(moved && { is_default: false }) } : one))
}

export function newDraft(given: { name: string; country: string; currency: string; language: string }): CompanyDraft {
  return {
    profile: {
      name: given.name,
      trading_name: '',
      legal_form: '',
      address: { ...NO_ADDRESS, country: given.country },
      tax_ids: [],
      identifiers: [],
      endpoint: null,
      registration_number: '',
      contact_name: '',
      email: '',
      phone: '',
      website: '',
    },
    tax_registered: true,
    currency: given.currency,
    language: given.language,
    payment_terms_days: 14,
    early_discounts: [],
    bank_accounts: [newAccount()],
    addresses: [],
    reply_to: '',
    email_signature: '',
    default_notes: '',
    default_terms: '',
  }
}

export function draftOf(company: Company): CompanyDraft {
  const { id: _, brand_color, logo_url, archived, version, created_at, bank_accounts, addresses, ...rest } = company
  return {
    ...rest,
    bank_accounts: bank_accounts.map((one) => ({ ...one, key: one.id })),
    addresses: addresses.map((one) => ({ ...one, key: one.id })),
  }
}

/** The request, without the accounts nobody typed into. */
export function requestOf(draft: CompanyDraft): CompanyIn {
  const typed = draft.bank_accounts.filter((one) => !isBlank(one))
  return {
    ...draft,
    bank_accounts: typed.map(({ key: _, ...account }) => account),
    addresses: draft.addresses.map(({ key: _, ...address }) => address),
  }
}
