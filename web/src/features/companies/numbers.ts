// Findings about numbers, in words.
import type { NumberGap, SeriesReport } from '~/lib/api/series'
import { plural } from '~/lib/dates'

export const CAUSES: Readonly<Record<NumberGap['cause'], string>> = {
  imported: 'On documents from elsewhere',
  explained: 'Explained',
  removed: 'Removed in the database',
  unexplained: 'Unexplained',
}

/** "Missing behind INV-2 and before INV-5: 3 to 4 of 2026." */
export function gapWords(gap: Pick<NumberGap, 'period' | 'first' | 'last' | 'behind' | 'before'>): string {
  const counts = gap.first === gap.last ? `${gap.first}` : `${gap.first} to ${gap.last}`
  const places = [gap.behind && `behind ${gap.behind}`, gap.before && `before ${gap.before}`].filter(Boolean)
  const where = places.length > 0 ? ` ${places.join(' and ')}` : ''
  return `Missing${where}: ${counts}${gap.period ? ` of ${gap.period}` : ''}.`
}

/** "12 numbers given, none missing. Counting began at 113 in 2026." */
export function summaryOf(report: SeriesReport): string {
  if (report.used === 0 && report.gaps.length === 0) return 'No number has been given yet.'
  const given = plural(report.used, '{count} number given', '{count} numbers given')
  const begins = report.begins.map(({ period, first }) => `Counting began at ${first}${period && ` in ${period}`}.`)
  return [`${given}${report.gaps.length === 0 ? ', none missing' : ''}.`, ...begins.slice(0, 3)].join(' ')
}
