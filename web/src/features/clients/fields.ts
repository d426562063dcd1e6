// A client as its form holds it, and as the server takes it.
import type { Client, ClientIn } from '~/lib/api/types'
import { type AddressValue, NO_ADDRESS } from '~/ui/AddressFields'
import type { TaxIdValue } from '~/ui/TaxIdsField'

export type ClientFields = {
  name: string
  trading_name: string
  contact_name: string
  email: string
  phone: string
  website: string
  registration_number: string
  address: AddressValue
  tax_ids: readonly TaxIdValue[]
  code: string
  currency: string
  language: string
  /** Empty: the organization's. */
  time_zone: string
  /** Empty: the company's. */
  payment_terms_days: string
  reminders_paused: boolean
  notes: string
}

export function emptyFields(currency: string, country: string, language: string): ClientFields {
  return {
    name: '',
    trading_name: '',
    contact_name: '',
    email: '',
    phone: '',
    website: '',
    registration_number: '',
    address: { ...NO_ADDRESS, country },
    tax_ids: [],
    code: '',
    currency,
    language,
    time_zone: '',
    payment_terms_days: '',
    reminders_paused: false,
    notes: '',
  }
}

export function fieldsOf(client: Client): ClientFields {
  const { profile } = client
  return {
    name: profile.name,
    trading_name: profile.trading_name,
    contact_name: profile.contact_name,
    email: profile.email,
    phone: profile.phone,
    website: profile.website,
    registration_number: profile.registration_number,
    address: profile.address,
    tax_ids: profile.tax_ids,
    code: client.code,
    currency: client.currency,
    language: client.language,
    time_zone: client.time_zone,
    payment_terms_days: client.payment_terms_days === null ? '' : String(client.payment_terms_days),
    reminders_paused: client.reminders_paused,
    notes: client.notes,
  }
}

export function clientIn(fields: ClientFields): ClientIn {
  const { code, currency, language, time_zone, payment_terms_days, reminders_paused, notes, tax_ids, ...profile } = fields
  return {
    profile: { ...profile, tax_ids: [...tax_ids] },
    code,
    currency,
    language,
    time_zone,
    payment_terms_days: payment_terms_days === '' ? null : Number(payment_terms_days),
    reminders_paused,
    notes,
  }
}
