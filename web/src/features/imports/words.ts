// What imports are called: kinds, fields, states.
import type { Import, ImportField, ImportKind } from '~/lib/api/types'

export const KINDS: readonly { value: ImportKind; label: string; about: string }[] = [
  {
    value: 'invoices',
    label: 'Invoices',
    about: 'A table with one row a line, or an e-invoice (XML or Factur-X PDF). They keep their numbers.',
  },
  { value: 'clients', label: 'Clients', about: 'A table with one row a client.' },
  { value: 'items', label: 'Items', about: 'A table with one row an item of your catalog.' },
]

export const kindWord = (kind: ImportKind) => KINDS.find((one) => one.value === kind)?.label ?? kind

const LABELS: Readonly<Partial<Record<ImportField, string>>> = {
  external_id: 'Its id there',
  vat_number: 'VAT number',
  tax_number: 'Other tax number',
  payment_terms_days: 'Days to pay',
  early_discounts: 'Discount for early payment',
  line1: 'Street',
  line2: 'Second address line',
  sku: 'SKU',
  gtin: 'GTIN',
  client_id: 'Client id or code',
  net: 'Line amount without tax',
  total: 'Invoice total with tax',
  paid: 'Amount paid',
  corrects: 'Invoice it corrects',
  unit_price: 'Price',
}

const FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  clients: [
    'external_id',
    'name',
    'code',
    'email',
    'phone',
    'contact_name',
    'line1',
    'line2',
    'postal_code',
    'city',
    'region',
    'country',
    'vat_number',
    'tax_number',
    'registration_number',
    'website',
    'currency',
    'language',
    'payment_terms_days',
    'early_discounts',
    'notes',
  ],
  items: ['external_id', 'sku', 'name', 'description', 'unit', 'tax', 'currency', 'unit_price', 'gtin'],
  invoices: [
    'number',
    'issue_date',
    'due_date',
    'client_id',
    'client_name',
    'client_email',
    'country',
    'description',
    'sku',
    'quantity',
    'unit',
    'unit_price',
    'net',
    'tax',
    'total',
    'paid',
    'currency',
    'purchase_order',
    'corrects',
    'notes',
  ],
}

export function fieldLabel(field: ImportField): string {
  const plain = field.replaceAll('_', ' ')
  return LABELS[field] ?? plain.charAt(0).toUpperCase() + plain.slice(1)
}

export function fieldChoices(kind: ImportKind): readonly { value: string; label: string }[] {
  const fields = FIELDS[kind].map((field) => ({ value: field, label: fieldLabel(field) }))
  return [{ value: '', label: 'Not used' }, ...fields]
}

export const fieldOf = (kind: ImportKind, value: string) => FIELDS[kind].find((field) => field === value) ?? null

export const STATES: Readonly<Record<Import['state'], string>> = {
  mapping: 'To be checked',
  checking: 'Being checked',
  checked: 'Checked, not imported yet',
  applying: 'Being imported',
  applied: 'Imported',
  undoing: 'Being undone',
  undone: 'Undone',
  failed: 'Not imported',
}

/** Which of the four steps an import is at: file, columns, check, done. */
export function stepOf(run: Import): number {
  if (run.state === 'mapping' || (run.state === 'failed' && run.report === null)) return 2
  if (run.state === 'checking' || run.state === 'checked' || run.state === 'failed') return 3
  return 4
}
