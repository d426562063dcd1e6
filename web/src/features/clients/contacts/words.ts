// Roles of contacts, and what a contact gets, in words.
import type { Contact } from '~/lib/api/types'

export const ROLES: Readonly<Record<Contact['role'], string>> = {
  billing: 'Billing',
  accounts_payable: 'Accounts payable',
  owner: 'Owner',
  cc: 'Gets copies',
  escalation: 'Escalation',
  other: 'Other',
}

type Gets = Pick<Contact, 'role' | 'channel' | 'receives_invoices' | 'receives_reminders'>

/** "Gets invoices and reminders." */
export function getsWords(contact: Gets): string {
  if (contact.channel === 'phone') return 'Wants to be called; gets no mail.'
  const reminders = contact.role === 'escalation' ? 'firm reminders' : 'reminders'
  const gets = [contact.receives_invoices && 'invoices', contact.receives_reminders && reminders].filter(Boolean)
  if (gets.length === 0) return 'Gets no mail by itself.'
  return `Gets ${contact.role === 'cc' ? 'copies of ' : ''}${gets.join(' and ')}.`
}
