// Two people changed one client: what differs, by the names people know, and both changes in one draft.
import { stepsWords } from '~/lib/early-steps'
import type { ClientDraft, ProfileDraft } from './draft'

export type Fact = {
  label: string
  /** The value in words; empty when there is none. */
  read: (draft: ClientDraft) => string
  /** `to` with this one value as it is in `from`. */
  take: (to: ClientDraft, from: ClientDraft) => ClientDraft
}

function own<K extends keyof ClientDraft>(label: string, key: K, words: (value: ClientDraft[K]) => string): Fact {
  return { label, read: (draft) => words(draft[key]), take: (to, from) => ({ ...to, [key]: from[key] }) }
}

function ofProfile<K extends keyof ProfileDraft>(
  label: string,
  key: K,
  words: (value: ProfileDraft[K]) => string,
): Fact {
  return {
    label,
    read: (draft) => words(draft.profile[key]),
    take: (to, from) => ({ ...to, profile: { ...to.profile, [key]: from.profile[key] } }),
  }
}

const text = (value: string) => value
const address = (value: ProfileDraft['address']) =>
  [value.line1, value.line2, value.postal_code, value.city, value.region, value.country].filter(Boolean).join(', ')
const taxIds = (value: ProfileDraft['tax_ids']) => value.map((one) => `${one.scheme} ${one.value}`).join(', ')

const FACTS: readonly Fact[] = [
  ofProfile('Name', 'name', text),
  ofProfile('Trading name', 'trading_name', text),
  ofProfile('Address', 'address', address),
  ofProfile('Contact person', 'contact_name', text),
  ofProfile('E-mail', 'email', text),
  ofProfile('Phone', 'phone', text),
  ofProfile('Website', 'website', text),
  ofProfile('Tax numbers', 'tax_ids', taxIds),
  ofProfile('Register number', 'registration_number', text),
  ofProfile('Legal form', 'legal_form', text),
  ofProfile('Identifiers', 'identifiers', taxIds),
  ofProfile('E-invoice address', 'endpoint', (one) => (one ? taxIds([one]) : '')),
  own('Code', 'code', text),
  own('Currency', 'currency', text),
  own('Language', 'language', text),
  own('Time zone', 'time_zone', text),
  own('Time to pay', 'payment_terms_days', (days) => (days === null ? '' : `${days} days`)),
  own('Discount for early payment', 'early_discounts', (steps) =>
    steps === null ? '' : stepsWords(steps, 'en') || 'None',
  ),
  own('Shipping address', 'shipping_address', (value) => (value ? address(value) : '')),
  own('Purchase orders', 'order_format', text),
  own('Credit limit', 'credit_limit', (limit) => limit ?? ''),
  own('Fields', 'custom', (values) =>
    Object.entries(values)
      .map(([key, value]) => `${key}: ${value}`)
      .sort()
      .join(', '),
  ),
  own('Tags', 'tags', (tags) => tags.join(', ')),
  own('Buys as', 'kind', (kind) => (kind === 'business' ? 'A business' : 'A private person')),
  own('Reminders', 'reminders_paused', (paused) => (paused ? 'Paused' : 'On')),
  own('Notes', 'notes', text),
]

/** The facts that are not the same on both sides. */
export function differences(one: ClientDraft, other: ClientDraft): Fact[] {
  return FACTS.filter((fact) => fact.read(one) !== fact.read(other))
}

/** Their newest state with every value that I changed since `base`; nothing else of theirs is undone. */
export function joined(base: ClientDraft, mine: ClientDraft, theirs: ClientDraft): ClientDraft {
  return differences(base, mine).reduce((draft, fact) => fact.take(draft, mine), theirs)
}

/** The one side with the other's values where it has none itself. */
export function filledUp(one: ClientDraft, other: ClientDraft): ClientDraft {
  return differences(one, other)
    .filter((fact) => fact.read(one) === '')
    .reduce((draft, fact) => fact.take(draft, other), one)
}
