// Sources of exchange rates and what may go wrong with them, in words.
import type { RateSettings, RateSettingsIn, RateStatus } from '~/lib/api/exchange-rates'

export type Source = RateSettings['source']

export const SOURCES: readonly { value: Source; label: string }[] = [
  { value: 'ecb', label: 'European Central Bank' },
  { value: 'openexchangerates', label: 'Open Exchange Rates' },
  { value: 'xe', label: 'XE' },
  { value: 'manual', label: 'None: I enter rates myself' },
]

const NAMES: Record<Source, string> = {
  ecb: 'the European Central Bank',
  openexchangerates: 'Open Exchange Rates',
  xe: 'XE',
  manual: 'yourself',
}

const REASONS: Readonly<Record<string, string>> = {
  unreachable: 'It could not be reached.',
  refused: 'It refused the question. Check the key and your plan.',
  limit: 'Your plan allows no more questions for now.',
  unreadable: 'It answered something that holds no rates.',
}

export function sourceName(source: Source): string {
  return NAMES[source]
}

export function needsKey(source: Source): boolean {
  return source === 'openexchangerates' || source === 'xe'
}

/** Why the last question failed; null while all is well. */
export function trouble(status: RateStatus): string | null {
  if (status.failures === 0) return null
  const why = REASONS[status.error_reason] ?? 'It did not answer.'
  return `${why} The last known rates stay in use while they are young enough.`
}

export type SourceDraft = {
  source: Source
  refresh: RateSettings['refresh']
  days: string
  account: string
  key: string
}

export function draftOf(settings: RateSettings): SourceDraft {
  const { source, refresh, max_age_days } = settings
  return { source, refresh, days: String(max_age_days), account: '', key: '' }
}

/** What the server is told; a key that was not typed again is kept. */
export function requestOf({ source, refresh, days, account, key }: SourceDraft): RateSettingsIn {
  const credentials = needsKey(source) && key.trim() !== '' ? { account_id: account, key } : null
  return { source, refresh, max_age_days: /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0, credentials }
}
