// What each kind of document is called, and what can be done with it.
import type { DraftIn, Invoice } from '~/lib/api/types'

export type Kind = Invoice['kind']
export type NewKind = 'quote' | 'proforma' | 'deposit_invoice'
export type DraftKind = NonNullable<DraftIn['kind']>

const NOUNS: Readonly<Record<Kind, string>> = {
  invoice: 'invoice',
  quote: 'quote',
  proforma: 'proforma',
  deposit_invoice: 'deposit invoice',
  final_invoice: 'final invoice',
  credit_note: 'credit note',
  corrective_invoice: 'corrective invoice',
  receipt: 'receipt',
}

/** "quote", "deposit invoice": inside a sentence. */
export const nounOf = (kind: Kind | undefined): string => NOUNS[kind ?? 'invoice']

/** "Quote", "Deposit invoice": at the start of one. */
export function titleOf(kind: Kind | undefined): string {
  const noun = nounOf(kind)
  return noun.charAt(0).toUpperCase() + noun.slice(1)
}

/** "Quote QUO-1", "Draft". */
export function nameOf({ kind, number }: { kind: Kind; number: string | null }): string {
  return number === null ? `Draft of a ${nounOf(kind)}` : `${titleOf(kind)} ${number}`
}

export const offers = (kind: Kind | undefined): boolean => kind === 'quote' || kind === 'proforma'

/** Whether it is something to pay and to be reminded of. */
export const asksForMoney = (kind: Kind | undefined): boolean =>
  !['quote', 'proforma', 'credit_note', 'receipt'].includes(kind ?? 'invoice')

/** What people begin with, beside the invoice. */
export const NEW_KINDS: readonly { kind: NewKind; label: string; detail: string }[] = [
  { kind: 'quote', label: 'New quote', detail: 'The client accepts it online' },
  { kind: 'proforma', label: 'New proforma', detail: 'Before there is an invoice' },
  { kind: 'deposit_invoice', label: 'New deposit invoice', detail: 'A part in advance' },
]

/** The kinds of the list: the invoices with all that belongs to them, and the offers. */
export const LISTS = [
  {
    id: 'invoices',
    label: 'Invoices',
    kinds: ['invoice', 'deposit_invoice', 'final_invoice', 'credit_note', 'corrective_invoice'],
  },
  { id: 'quotes', label: 'Quotes', kinds: ['quote'] },
  { id: 'proformas', label: 'Proformas', kinds: ['proforma'] },
] as const satisfies readonly { id: string; label: string; kinds: readonly Kind[] }[]

/** The list a document of this kind stands in. */
export const listOf = (kind: Kind): List =>
  LISTS.find(({ kinds }) => (kinds as readonly Kind[]).includes(kind))?.id ?? 'invoices'

export type List = (typeof LISTS)[number]['id']

/** The kind of series that numbers it: a final invoice is an invoice that counts deposits, and stands among them. */
export const numberedAs = (kind: Kind): Kind => (kind === 'final_invoice' ? 'invoice' : kind)
