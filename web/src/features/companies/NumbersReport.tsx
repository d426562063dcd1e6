// What there is to say about the numbers a series has given: none missing, or which and why.
import { useQuery } from '@tanstack/react-query'
import { seriesReportOptions } from '~/lib/api/versions'
import { plural } from '~/lib/dates'
import { ErrorState } from '~/ui/ErrorState'
import { Notice } from '~/ui/Notice'
import { Bone, Skeleton } from '~/ui/Skeleton'
import { gapWords } from './numbers'

export function NumbersReport({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(seriesReportOptions(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="The numbers could not be checked" />
  if (!data) {
    return (
      <Skeleton label="Checking the numbers">
        <Bone className="h-5 w-64" />
      </Skeleton>
    )
  }
  if (data.is_complete) {
    const kept =
      data.void.length > 0 ? ` ${plural(data.void.length, '{count} is void', '{count} are void')} and kept.` : ''
    return (
      <p className="text-muted">
        {data.used === 0
          ? 'No number has been given yet.'
          : `${plural(data.used, '{count} number given', '{count} numbers given')}, none missing.${kept}`}
      </p>
    )
  }
  return (
    <Notice tone="late" title="The numbers of this series are not complete">
      <ul className="grid gap-1">
        {data.gaps.map((gap) => (
          <li key={`${gap.period} ${gap.first}`}>
            {gapWords(gap)} {gap.reason}
          </li>
        ))}
        {data.duplicates.map((group) => (
          <li key={group.numbers.join(' ')}>
            Given twice: {group.numbers.join(', ')}. {group.reason}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
