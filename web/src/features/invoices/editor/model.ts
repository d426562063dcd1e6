// The invoice as it is typed: a form, the changes one can make to it, and the draft it stands for.
import { newKey } from '~/lib/api/client'
import type { DiscountIn, DraftIn, LineIn } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
import type { EarlyStep } from '~/lib/early-steps'
import { byHand, type Drafted, draftOf } from '../draft'
import type { DraftKind } from '../kinds'
import { adjustmentIn, type FormAdjustment, formAdjustment } from './adjustment'
import { termsIn } from './terms'

export type { FormAdjustment } from './adjustment'

export type LineKind = NonNullable<LineIn['kind']>

export type FormLine = {
  /** Names the line for as long as the form lives, and in the draft. */
  key: string
  kind: LineKind
  description: string
  note: string
  sku: string
  quantity: Decimal | null
  unit: string
  unitPrice: Decimal | null
  discount: DiscountIn | null
  tax: string
  /** What a line can say besides, such as classifications of its item: kept as it is. */
  more: MoreOfLine
}

type Typed =
  | 'id'
  | 'kind'
  | 'description'
  | 'note'
  | 'sku'
  | 'quantity'
  | 'unit'
  | 'unit_price'
  | 'discount'
  | 'tax'
  | 'amounts'
  | 'subtotal'

export type MoreOfLine = Omit<LineIn, Typed>

/** What a draft can say and the form does not show: kept as it is, so that nothing a program wrote is lost. */
export type MoreOfDraft = Pick<
  DraftIn,
  | 'bank_account_id'
  | 'brand_id'
  | 'series_id'
  | 'seller_address_id'
  | 'ship_from_id'
  | 'discount_codes'
  | 'period'
  | 'exchange'
  | 'payment_reference'
  | 'references'
  | 'payment_means'
  | 'tax_rounding'
  | 'discount_display'
  | 'cash_rounding'
  | 'withholdings'
  | 'supply'
  | 'treatment_choice'
  | 'prepayments'
  | 'prepaid'
>
type Terms = NonNullable<DraftIn['payment_terms']>

export type Form = {
  kind: DraftKind
  company: string
  client: { id: string; name: string } | null
  issueDate: string | null
  supplyDate: string | null
  /** The last day on which a quote may be accepted. */
  validUntil: string | null
  /** Days to pay; null leaves it to the client's or the company's terms. */
  termsDays: number | null
  termsNote: string
  /** What paying early takes off; left to the usual terms like the days. */
  early: readonly EarlyStep[]
  /** How the days are counted. */
  moreTerms: Omit<Terms, 'days' | 'note' | 'early'>
  currency: string | null
  language: string | null
  purchaseOrder: string
  buyerReference: string
  pricesIncludeTax: boolean
  lines: readonly FormLine[]
  adjustments: readonly FormAdjustment[]
  notes: string
  terms: string
  more: MoreOfDraft
}

export type Change = (form: Form) => Form

export function newLine(kind: LineKind = 'item', tax = 'standard'): FormLine {
  return {
    key: newKey(),
    kind,
    description: '',
    note: '',
    sku: '',
    quantity: kind === 'item' || kind === 'optional' ? '1' : null,
    unit: '',
    unitPrice: null,
    discount: null,
    tax,
    more: {},
  }
}

export function emptyForm(company: string, kind: DraftKind = 'invoice'): Form {
  return {
    kind,
    company,
    client: null,
    issueDate: null,
    supplyDate: null,
    validUntil: null,
    termsDays: null,
    termsNote: '',
    early: [],
    moreTerms: {},
    currency: null,
    language: null,
    purchaseOrder: '',
    buyerReference: '',
    pricesIncludeTax: false,
    lines: [newLine()],
    adjustments: [],
    notes: '',
    terms: '',
    more: {},
  }
}

/** A line as it is typed, out of one of a draft, of another invoice, or of the catalog. */
export function formLine({ amounts: _, subtotal, ...line }: LineIn): FormLine {
  const { id, kind, description, note, sku, quantity, unit, unit_price, discount, tax, ...more } = line
  return {
    key: id || newKey(),
    kind: kind ?? 'item',
    description: description ?? '',
    note: note ?? '',
    sku: sku ?? '',
    quantity: quantity ?? null,
    unit: unit ?? '',
    unitPrice: unit_price ?? null,
    discount: discount ?? null,
    tax: tax ?? 'standard',
    more,
  }
}

/** The form of a draft the server knows. */
export function formOf(invoice: Drafted & { client_name: string }): Form {
  const { payment_terms, lines, allowances, charges, ...draft } = draftOf(invoice)
  const { company_id, client_id, issue_date, supply_date, currency, language, notes, terms, ...others } = draft
  const { kind, valid_until, purchase_order, buyer_reference, prices_include_tax, ...more } = others
  const { days, note, early, ...moreTerms } = payment_terms ?? {}
  const follows = more.discount_codes != null
  return {
    kind: kind ?? 'invoice',
    company: company_id,
    client: { id: client_id, name: invoice.client_name },
    issueDate: issue_date ?? null,
    supplyDate: supply_date ?? null,
    validUntil: valid_until ?? null,
    termsDays: days ?? null,
    termsNote: note ?? '',
    early: early?.map(({ percent, days }) => ({ percent, days })) ?? [],
    moreTerms,
    currency: currency ?? null,
    language: language ?? null,
    purchaseOrder: purchase_order ?? '',
    buyerReference: buyer_reference ?? '',
    pricesIncludeTax: prices_include_tax ?? false,
    lines: lines?.map((line) => formLine({ ...line, allowances: byHand(line.allowances, follows) })) ?? [],
    adjustments: [
      ...byHand(allowances, follows).map(formAdjustment('allowance')),
      ...(charges?.map(formAdjustment('charge')) ?? []),
    ],
    notes: notes ?? '',
    terms: terms ?? '',
    more,
  }
}

/** A line nobody has typed into: shown, so that there is always a place to write, but not part of the invoice. */
export function isBlank(line: FormLine): boolean {
  return line.kind === 'item' && line.description.trim() === '' && line.unitPrice === null && line.discount === null
}

export function lineIn(line: FormLine): LineIn {
  return {
    ...line.more,
    id: line.key,
    kind: line.kind,
    description: line.description,
    note: line.note,
    sku: line.sku,
    quantity: line.quantity ?? '0',
    unit: line.unit,
    unit_price: line.unitPrice ?? '0',
    discount: line.discount,
    tax: line.tax,
  }
}

/** What the server is told; null while it is not known who is billed by whom. */
export function draftIn(form: Form): DraftIn | null {
  if (form.client === null || form.company === '') return null
  const of = (kind: FormAdjustment['kind']) => form.adjustments.filter((one) => one.kind === kind).map(adjustmentIn)
  return {
    ...form.more,
    kind: form.kind,
    company_id: form.company,
    client_id: form.client.id,
    issue_date: form.issueDate,
    supply_date: form.supplyDate,
    valid_until: form.validUntil,
    payment_terms: termsIn(form),
    currency: form.currency,
    language: form.language,
    purchase_order: form.purchaseOrder,
    buyer_reference: form.buyerReference,
    prices_include_tax: form.pricesIncludeTax,
    lines: form.lines.filter((line) => !isBlank(line)).map(lineIn),
    allowances: of('allowance'),
    charges: of('charge'),
    notes: form.notes,
    terms: form.terms,
  }
}
