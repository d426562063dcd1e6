// The frozen versions of an issued invoice: who, when, why, whether the proof holds, each with its own PDF.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { amendmentAnswersOptions } from '~/lib/api/invoices'
import { type InvoiceVersion, versionPdfPath, versionsOptions } from '~/lib/api/versions'
import { useLocale } from '~/lib/locale'
import { usePresent } from '~/lib/today'
import { dayAndTime } from '~/lib/when'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { ErrorState } from '~/ui/ErrorState'
import { OutLink } from '~/ui/Link'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { CompareDialog } from './CompareDialog'
import { changeWords, proofWords } from './versions'

type RowProps = { id: string; version: InvoiceVersion; answer: string | null; onCompare: (() => void) | null }

function toneOf(proof: InvoiceVersion['proof']): string {
  if (proof === 'erased') return 'text-muted'
  return proof === 'valid' ? 'text-good' : 'text-late'
}

function Row({ id, version, answer, onCompare }: RowProps) {
  const locale = useLocale()
  const present = usePresent()
  const who = version.actor_kind === 'user' ? `, ${version.actor_label}` : ''
  return (
    <li className="grid gap-1 border-line border-t py-3 first:border-t-0 first:pt-0">
      <p className="font-strong">
        Version {version.number}
        {version.is_current && <span className="ms-2 font-normal text-muted text-small">current</span>}
      </p>
      <p>{changeWords(version)}</p>
      <p className="text-muted text-small">
        {dayAndTime(version.at, present, locale)}
        {who}
      </p>
      {answer && <p className="text-small">{answer}</p>}
      <p className={cx('text-small', toneOf(version.proof))}>{proofWords(version)}</p>
      <details className="text-small">
        <summary className="cursor-pointer text-muted">Hash</summary>
        <code className="break-all">{version.hash}</code>
      </details>
      <p className={cx('flex items-center gap-3', version.proof === 'erased' && 'hidden')}>
        <OutLink href={versionPdfPath(id, version.number)}>PDF of version {version.number}</OutLink>
        {onCompare && (
          <Button size="small" tone="quiet" onClick={onCompare} aria-label={`Compare version ${version.number}`}>
            Compare
          </Button>
        )}
      </p>
    </li>
  )
}

export function Versions({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(versionsOptions(id))
  const { data: answers = [] } = useQuery(amendmentAnswersOptions(id))
  const answerTo = (number: number) => {
    const found = answers.find((one) => one.version === number)
    return found ? `${found.answer === 'accepted' ? 'Accepted' : 'Rejected'} by ${found.name}` : null
  }
  const [compared, setCompared] = useState<number | null>(null)
  return (
    <Section title="Versions">
      {error && <ErrorState error={error} onRetry={() => void refetch()} title="The versions could not be loaded" />}
      {!data && !error && <RowsSkeleton rows={2} label="Loading the versions" />}
      {data && (
        <ul>
          {data.map((version) => (
            <Row
              key={version.number}
              answer={answerTo(version.number)}
              id={id}
              version={version}
              onCompare={version.number > 1 ? () => setCompared(version.number) : null}
            />
          ))}
        </ul>
      )}
      {data && compared !== null && (
        <CompareDialog id={id} versions={data} start={compared} onClose={() => setCompared(null)} />
      )}
    </Section>
  )
}
