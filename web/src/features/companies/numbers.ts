// Findings about numbers, in words.
import type { SeriesReport } from '~/lib/api/versions'

type Gap = SeriesReport['gaps'][number]

/** "Missing behind INV-2 and before INV-5: 3 to 4 of 2026." */
export function gapWords(gap: Gap): string {
  const counts = gap.first === gap.last ? `${gap.first}` : `${gap.first} to ${gap.last}`
  const places = [gap.behind && `behind ${gap.behind}`, gap.before && `before ${gap.before}`].filter(Boolean)
  const where = places.length > 0 ? ` ${places.join(' and ')}` : ''
  return `Missing${where}: ${counts}${gap.period ? ` of ${gap.period}` : ''}.`
}
