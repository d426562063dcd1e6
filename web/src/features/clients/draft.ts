// A client while it is typed: the shape of the request, with every field there.
import type { Client } from '~/lib/api/types'
import { NO_ADDRESS } from '~/ui/AddressFields'

export type ClientDraft = Omit<Client, 'id' | 'archived' | 'version' | 'created_at'>
export type ProfileDraft = ClientDraft['profile']

/** The empty code and time zone ask the server for its own choice. */
export function newDraft(given: { country: string; currency: string; language: string }): ClientDraft {
  return {
    profile: {
      name: '',
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
    code: '',
    currency: given.currency,
    language: given.language,
    time_zone: '',
    payment_terms_days: null,
    reminders_paused: false,
    notes: '',
  }
}

export function draftOf(client: Client): ClientDraft {
  const { id: _, archived, version, created_at, ...draft } = client
  return draft
}
