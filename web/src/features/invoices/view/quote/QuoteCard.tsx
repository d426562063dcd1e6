// How a quote or proforma stands: what the client said, what was made of it, and where it came from.
import { useQuery } from '@tanstack/react-query'
import { type MadeFrom, type QuoteState, quoteOptions } from '~/lib/api/quotes'
import type { Invoice } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePresent } from '~/lib/today'
import { dayAndTime } from '~/lib/when'
import { cx } from '~/ui/classes'
import { ErrorState } from '~/ui/ErrorState'
import { Link } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { nameOf, nounOf } from '../../kinds'

function Answer({ state }: { state: QuoteState }) {
  const locale = useLocale()
  const present = usePresent()
  const { given, valid_until: until } = state
  if (given === null) {
    if (state.state === 'expired') return <p>Nobody answered until {until && formatDate(until, locale)}.</p>
    return <p className="text-muted">{until ? `Open until ${formatDate(until, locale)}.` : 'Open, without an end.'}</p>
  }
  const said = given.answer === 'accepted' ? 'Accepted' : 'Declined'
  return (
    <>
      <p className={cx('font-strong', given.answer === 'accepted' ? 'text-good' : 'text-late')}>
        {said} by {given.name}
      </p>
      {given.note !== '' && <blockquote className="border-line border-s-2 ps-3">{given.note}</blockquote>}
      <p className="text-muted text-small">
        {dayAndTime(given.at, present, locale)}
        {given.by_client ? `, online from ${given.ip}` : `, noted down by ${given.actor_label}`}
      </p>
      {given.by_client && (
        <details className="text-small">
          <summary className="cursor-pointer text-muted">Proof</summary>
          <p className="break-words text-muted">{given.user_agent}</p>
          <p className="text-muted">
            Version <code className="break-all">{given.version_hash}</code>
          </p>
        </details>
      )}
    </>
  )
}

function Made({ made, label }: { made: MadeFrom; label: string }) {
  return (
    <p className="flex flex-wrap justify-between gap-x-4">
      <span>
        {label}{' '}
        <Link to="/invoices/$id" params={{ id: made.id }}>
          {nameOf(made)}
        </Link>
      </span>
      <Money amount={made.gross} currency={made.currency} />
    </p>
  )
}

export function QuoteCard({ invoice }: { invoice: Invoice }) {
  const { data, error, refetch } = useQuery(quoteOptions(invoice.id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="The answer could not be loaded" />
  return (
    <Section title={invoice.kind === 'quote' ? 'The answer' : 'What was made of it'}>
      {!data && <RowsSkeleton rows={2} label="Loading the answer" />}
      {data && (
        <div className="grid gap-2">
          {invoice.kind === 'quote' && invoice.status === 'issued' && <Answer state={data} />}
          {data.made.map((made) => (
            <Made key={made.id} made={made} label="Made of it:" />
          ))}
          {data.replaced_by && <Made made={data.replaced_by} label="Replaced by" />}
          {invoice.kind === 'proforma' && data.made.length === 0 && !data.replaced_by && (
            <p className="text-muted">Nothing yet.</p>
          )}
        </div>
      )}
    </Section>
  )
}

/** Where a document came from, in one line. */
export function CameFrom({ invoice }: { invoice: Invoice }) {
  const id = invoice.source_id ?? invoice.corrects_id
  if (id === null) return null
  const words = invoice.corrects_id === null ? 'Made from' : invoice.kind === 'credit_note' ? 'Credits' : 'Corrects'
  const [reference] = invoice.document.references.filter((one) => one.kind === 'quote' || one.kind === 'corrects')
  return (
    <p className="text-muted">
      {words}{' '}
      <Link to="/invoices/$id" params={{ id }}>
        {reference?.number ?? `another ${nounOf(invoice.kind)}`}
      </Link>
    </p>
  )
}
