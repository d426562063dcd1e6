// What does not fit on the printed page, or is left out of it, in words.
import type { Preview } from '~/lib/api/types'

const BLOCKS: Record<string, string> = {
  bank_details: 'The bank details',
  bill_to: 'The client’s address',
  columns: 'The columns',
  discounts: 'The discounts',
  footer: 'The footer',
  header: 'The header',
  image: 'The picture',
  lines: 'The table of lines',
  metadata: 'The dates and references',
  notes: 'The notes',
  payment_terms: 'The payment terms',
  qr: 'The payment code',
  qr_bill: 'The payment part',
  sender: 'Your address',
  ship_to: 'The delivery address',
  signature: 'The signature',
  summary: 'The totals',
  tax_breakdown: 'The taxes',
  terms: 'The terms',
  text: 'A text of the template',
}

type Told = Pick<Preview, 'overflow' | 'problems'> & {
  document: { lines: readonly { kind: string; description: string }[] }
}

const SHORT = 40

function named(line: number, lines: Told['document']['lines']): string {
  // Under headings the printed table has rows of its own: sums that nobody typed.
  if (lines.some((one) => one.kind === 'heading')) return `row ${line} of the table`
  const said = lines[line - 1]?.description.trim().split('\n')[0] ?? ''
  if (said === '') return `line ${line}`
  return `line ${line}, “${said.length > SHORT ? `${said.slice(0, SHORT)}…` : said}”,`
}

/** One sentence for each thing that is too wide. */
export function tooWide({ overflow, document }: Told): string[] {
  return overflow.map(({ block, line }) => {
    const what = BLOCKS[block] ?? `The part “${block}” of the template`
    const widest = line === null ? '' : `: ${named(line, document.lines)} needs the most room`
    return `${what} is wider than the page${widest}.`
  })
}

/** What the template could not print, each once; the reason is the server's. */
export function leftOut({ problems }: Told): string[] {
  const said = problems.map(({ block, problem }) => {
    if (block === '') return problem
    return `${BLOCKS[block] ?? `The part “${block}” of the template`}: a text is left out. ${problem}`
  })
  return [...new Set(said)]
}
