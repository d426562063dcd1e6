// The typed part of an invoice, out of the document the server made of it.
import type { AdjustmentIn, AdjustmentOut, DraftIn, Invoice, LineIn, LineOut } from '~/lib/api/types'

function lineOf({ amounts: _, subtotal, ...typed }: LineOut): LineIn {
  return typed
}

function adjustmentOf({ reason, percent, amount, tax }: AdjustmentOut): AdjustmentIn {
  return { reason, percent, amount, tax }
}

/** What a person typed, without anything computed: what PUT and POST take. */
export function draftOf(invoice: Pick<Invoice, 'company_id' | 'client_id' | 'document'>): DraftIn {
  const { document } = invoice
  return {
    company_id: invoice.company_id,
    client_id: invoice.client_id,
    issue_date: document.issue_date,
    supply_date: document.supply_date,
    payment_terms: document.payment_terms,
    currency: document.currency,
    language: document.language,
    purchase_order: document.purchase_order,
    buyer_reference: document.buyer_reference,
    prices_include_tax: document.prices_include_tax,
    lines: document.lines.map(lineOf),
    allowances: document.allowances.map(adjustmentOf),
    charges: document.charges.map(adjustmentOf),
    notes: document.notes,
    terms: document.terms,
  }
}
