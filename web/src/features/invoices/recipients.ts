// Who gets a mail: those who get the client's invoices, or addresses as people type them, with commas or spaces between.
import type { Contact } from '~/lib/api/types'

export function readRecipients(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))]
}

export function writeRecipients(addresses: readonly string[]): string {
  return addresses.join(', ')
}

type Willing = Pick<Contact, 'email' | 'role' | 'channel' | 'receives_invoices'>

/** Whom the server writes to when nobody is named: the contacts that get invoices, else the client's own address. */
export function usualRecipients(contacts: readonly Willing[], own: string): string[] {
  const willing = contacts.filter((one) => one.channel === 'email' && one.receives_invoices)
  const besides = willing.filter((one) => one.role === 'cc' || one.role === 'escalation')
  const main = willing.filter((one) => !besides.includes(one)).map((one) => one.email)
  const first = main.length > 0 || own === '' ? main : [own]
  return [...new Set([...first, ...besides.map((one) => one.email)])]
}
