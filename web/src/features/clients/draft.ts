// A client while it is typed: the shape of the request, with every field there.
import type { Client } from '~/lib/api/types'
import { NO_ADDRESS } from '~/ui/AddressFields'

type Kept = 'id' | 'archived' | 'merged_into' | 'order_format_words' | 'version' | 'created_at'
export type ClientDraft = Omit<Client, Kept>
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
    kind: 'business',
    code: '',
    currency: given.currency,
    language: given.language,
    time_zone: '',
    payment_terms_days: null,
    early_discounts: null,
    shipping_address: null,
    order_format: '',
    credit_limit: null,
    custom: {},
    tags: [],
    reminders_paused: false,
    notes: '',
  }
}

export function draftOf(client: Client): ClientDraft {
  const { id: _, archived, merged_into, order_format_words, version, created_at, ...draft } = client
  return draft
}
