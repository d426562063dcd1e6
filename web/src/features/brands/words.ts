// The words of the brand editor: what each role, element and place is for.
import type { Design, Ink, Kind, Role, Variant } from '~/lib/api/brands'

export const ROLES: readonly { role: Role; label: string; about: string; optional?: true }[] = [
  { role: 'primary', label: 'Main color', about: 'Bands, buttons, heads of tables' },
  { role: 'accent', label: 'Accent', about: 'What is due, and links', optional: true },
  { role: 'secondary', label: 'Second color', about: 'Rules and headings of sections', optional: true },
  { role: 'heading', label: 'Title', about: 'The title of the document' },
  { role: 'body', label: 'Text', about: 'Everything one reads' },
  { role: 'muted', label: 'Quiet text', about: 'Labels and small print' },
  { role: 'surface', label: 'Tint', about: 'Ground of every other row and of boxes' },
]

export const INKS: readonly { name: keyof Ink; label: string; letter: string }[] = [
  { name: 'cyan', label: 'Cyan', letter: 'C' },
  { name: 'magenta', label: 'Magenta', letter: 'M' },
  { name: 'yellow', label: 'Yellow', letter: 'Y' },
  { name: 'black', label: 'Black', letter: 'K' },
]

export type ElementName = keyof Design['typography']

export const ELEMENTS: readonly { name: ElementName; label: string; sizes: readonly [number, number] }[] = [
  { name: 'title', label: 'Title', sizes: [14, 48] },
  { name: 'h1', label: 'Large amounts', sizes: [12, 28] },
  { name: 'h2', label: 'Headings of sections', sizes: [7, 13] },
  { name: 'h3', label: 'Headings among the lines', sizes: [8, 14] },
  { name: 'body', label: 'Text', sizes: [8, 11] },
  { name: 'caption', label: 'Small print', sizes: [6, 9] },
]

export const OTHER_ELEMENTS: typeof ELEMENTS = [
  { name: 'h4', label: 'Heading 4', sizes: [8, 14] },
  { name: 'h5', label: 'Heading 5', sizes: [8, 13] },
  { name: 'h6', label: 'Heading 6', sizes: [8, 12] },
]

export const PLACES: readonly { value: Design['logo_position']; label: string }[] = [
  { value: 'template', label: 'Where the template has it' },
  { value: 'start', label: 'Top left' },
  { value: 'center', label: 'Top center' },
  { value: 'end', label: 'Top right' },
  { value: 'full', label: 'As wide as the page' },
]

export const VARIANTS: readonly { variant: Variant; label: string; about: string }[] = [
  { variant: 'full', label: 'In color', about: 'At the head of invoices, mails and pages' },
  { variant: 'mono', label: 'In one ink', about: 'For stamps and fax; made from the first unless you bring one' },
  { variant: 'favicon', label: 'Small', about: 'In the tab of a browser; made from the first unless you bring one' },
]

export const KINDS: readonly { kind: Kind; label: string }[] = [
  { kind: 'invoice', label: 'Invoices' },
  { kind: 'quote', label: 'Quotes' },
  { kind: 'proforma', label: 'Proforma invoices' },
  { kind: 'deposit_invoice', label: 'Deposit invoices' },
  { kind: 'final_invoice', label: 'Final invoices' },
  { kind: 'credit_note', label: 'Credit notes' },
]
