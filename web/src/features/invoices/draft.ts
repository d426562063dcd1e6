// The typed part of an invoice, out of the document the server made of it: everything a draft can say, so that saving it
// again loses nothing.
import type { AdjustmentIn, AdjustmentOut, DraftIn, Invoice, LineIn, LineOut } from '~/lib/api/types'

export function lineOf({ amounts: _, subtotal, ...typed }: LineOut): LineIn {
  return typed
}

function adjustmentOf({ reason, code, rule, percent, amount, basis, tax }: AdjustmentOut): AdjustmentIn {
  return { reason, code, rule, percent, amount, basis, tax }
}

export type Drafted = Pick<
  Invoice,
  | 'company_id'
  | 'client_id'
  | 'bank_account_id'
  | 'brand_id'
  | 'series_id'
  | 'seller_address_id'
  | 'ship_from_id'
  | 'discount_codes'
  | 'document'
> & {
  /** A rate nobody chose is the server's to find. */
  exchange_typed: boolean
}

/** What a person typed, without anything computed: what PUT and POST take. */
export function draftOf({
  company_id,
  client_id,
  bank_account_id,
  brand_id,
  series_id,
  seller_address_id,
  ship_from_id,
  discount_codes,
  exchange_typed,
  document,
}: Drafted): DraftIn {
  return {
    kind: document.kind as DraftIn['kind'],
    company_id,
    client_id,
    bank_account_id,
    brand_id,
    series_id,
    seller_address_id,
    ship_from_id,
    discount_codes,
    issue_date: document.issue_date,
    supply_date: document.supply_date,
    valid_until: document.valid_until,
    payment_terms: termsOf(document.payment_terms),
    currency: document.currency,
    language: document.language,
    period: document.period,
    exchange: exchange_typed ? document.exchange : null,
    purchase_order: document.purchase_order,
    buyer_reference: document.buyer_reference,
    payment_reference: document.payment_reference,
    references: document.references,
    payment_means: document.payment_means,
    prices_include_tax: document.prices_include_tax,
    tax_rounding: document.tax_rounding,
    discount_display: document.discount_display,
    cash_rounding: document.cash_rounding,
    lines: document.lines.map(lineOf),
    allowances: document.allowances.map(adjustmentOf),
    charges: document.charges.map(adjustmentOf),
    withholdings: document.withholdings.map(({ amount: _, ...typed }) => typed),
    prepayments: document.prepayments,
    prepaid: document.prepaid,
    supply: document.supply,
    treatment_choice: document.treatment_choice,
    notes: document.notes,
    terms: document.terms,
  }
}

function termsOf({ early, ...terms }: Invoice['document']['payment_terms']): DraftIn['payment_terms'] {
  return { ...terms, early: early.map(({ percent, days }) => ({ percent, days })) }
}

/** Without what rules took off, where they are followed: they are asked again with each change. */
export function byHand<T extends { rule?: string }>(ones: readonly T[] | undefined, follows: boolean): T[] {
  return ones?.filter((one) => !follows || !one.rule) ?? []
}
