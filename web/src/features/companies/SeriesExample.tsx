// What a change of numbering would make, asked of the server while it is typed.
import { useQuery } from '@tanstack/react-query'
import { type SeriesWish, seriesPreviewOptions } from '~/lib/api/series'
import { useAtRest } from '~/lib/at-rest'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { Problem, sentenceOf } from '~/lib/problem'
import { FieldError } from '~/ui/Field'

function sentence(error: unknown): string {
  const first = error instanceof Problem ? error.errors[0]?.detail : undefined
  return first ?? sentenceOf(error)
}

export function SeriesExample({ wish }: { wish: SeriesWish }) {
  const locale = useLocale()
  const { data, error } = useQuery(seriesPreviewOptions(useAtRest(wish)))
  return (
    <div aria-live="polite" className="min-h-20 rounded-panel bg-sunken px-4 py-3">
      {error && <FieldError>{sentence(error)}</FieldError>}
      {data && !error && (
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-muted">Next</dt>
          <dd className="font-strong">{data.numbers.join(', ')}</dd>
          {data.resets_on && (
            <>
              <dt className="text-muted">From {formatDate(data.resets_on, locale)}</dt>
              <dd>{data.after_reset.join(', ')}</dd>
            </>
          )}
          <dt className="text-muted">Pattern</dt>
          <dd className="break-all text-muted">{data.wanted.pattern}</dd>
        </dl>
      )}
    </div>
  )
}
