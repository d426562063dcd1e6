// One number series: what comes next, whether its numbers are complete, and the form to change it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { makeDefaultSeries, type Series } from '~/lib/api/series'
import { can, useMe } from '~/lib/api/session'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Notice } from '~/ui/Notice'
import { Section } from '~/ui/Section'
import { toast } from '~/ui/toasts'
import { NumbersReport } from './NumbersReport'
import { SeriesForm } from './SeriesForm'

const RESETS: Readonly<Record<Series['reset'], string>> = {
  never: 'counted on and on',
  yearly: 'starts over every year',
  quarterly: 'starts over every quarter',
  monthly: 'starts over every month',
}

/** "invoice" as "invoices", "credit_note" as "credit notes". */
const kindWords = (kind: string) => `${kind.replaceAll('_', ' ')}s`

function isNearlyUsedUp({ left, next_number }: Series): boolean {
  const digits = next_number.match(/\d+$/)?.[0].length
  return left !== null && digits !== undefined && left < 10 ** (digits - 1)
}

export function SeriesPart({ series }: { series: Series }) {
  const me = useMe()
  const [changing, setChanging] = useState(false)
  const queries = useQueryClient()
  const title = `${series.company_name}: ${kindWords(series.kind)}${series.name && `, ${series.name}`}`
  const standard = useMutation({
    mutationFn: () => makeDefaultSeries(series.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['series'] }),
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
  })
  const act = can(me, 'companies.write') && !changing && (
    <span className="flex gap-2">
      {!series.is_default && (
        <Button size="small" busy={standard.isPending} onClick={() => standard.mutate()}>
          Use by default<span className="sr-only"> {title}</span>
        </Button>
      )}
      <Button size="small" onClick={() => setChanging(true)}>
        Change<span className="sr-only"> {title}</span>
      </Button>
    </span>
  )
  return (
    <Section title={title} aside={act}>
      <div className="grid gap-4">
        <p>
          Next: <strong className="font-strong">{series.next_number}</strong>
          <span className="text-muted">
            , {RESETS[series.reset]}
            {series.per_client && ', each client apart'}
            {!series.is_default && ', only where it is chosen'}
          </span>
        </p>
        {isNearlyUsedUp(series) && (
          <Notice title={series.left === 0 ? 'The zeros are used up' : `Only ${series.left} more fit the zeros`}>
            Numbers go on and get one digit longer. Take more zeros if your books sort numbers as text.
          </Notice>
        )}
        <NumbersReport id={series.id} />
        {changing && <SeriesForm series={series} title={title} onClose={() => setChanging(false)} />}
      </div>
    </Section>
  )
}
