// A company while it is typed: the shape of the request, with every field there.
import type { CompanyIn } from '~/lib/api/company-settings'
import type { Company } from '~/lib/api/types'
import { NO_ADDRESS } from '~/ui/AddressFields'

export type BankDraft = { holder: string; iban: string; bic: string; account_number: string; bank_name: string }
export type ProfileDraft = Company['profile']
export type CompanyDraft = Omit<Company, 'id' | 'logo_url' | 'archived' | 'version' | 'created_at' | 'bank_account'> & {
  bank_account: BankDraft
}

const NO_ACCOUNT: BankDraft = { holder: '', iban: '', bic: '', account_number: '', bank_name: '' }

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
    bank_account: NO_ACCOUNT,
    brand_color: '#B45309',
    reply_to: '',
  }
}

export function draftOf(company: Company): CompanyDraft {
  const { id: _, logo_url, archived, version, created_at, bank_account, ...rest } = company
  return { ...rest, bank_account: bank_account ?? NO_ACCOUNT }
}

/** The request: a bank account that is all blank is none. */
export function requestOf(draft: CompanyDraft): CompanyIn {
  const blank = Object.values(draft.bank_account).every((text) => text.trim() === '')
  return { ...draft, bank_account: blank ? null : draft.bank_account }
}
