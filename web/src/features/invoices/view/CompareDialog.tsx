// Two versions side by side: every difference with what it was and what it became.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type InvoiceVersion, versionDiffOptions } from '~/lib/api/versions'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { Changes } from '../Changes'

type Props = { id: string; versions: readonly InvoiceVersion[]; start: number; onClose: () => void }

export function CompareDialog({ id, versions, start, onClose }: Props) {
  const [before, setBefore] = useState(String(start - 1))
  const [after, setAfter] = useState(String(start))
  const { data, error, refetch } = useQuery(versionDiffOptions(id, Number(before), Number(after)))
  const options = versions.map(({ number }) => ({ value: String(number), label: `Version ${number}` }))
  return (
    <Dialog open onClose={onClose} title="Compare versions" size="large">
      <div className="mb-6 grid gap-5 sm:grid-cols-2">
        <Select label="Before" value={before} onChange={setBefore} options={options} />
        <Select label="After" value={after} onChange={setAfter} options={options} />
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} title="They could not be compared" />}
      {!data && !error && <RowsSkeleton rows={3} label="Comparing" />}
      {data && <Changes changes={data} />}
    </Dialog>
  )
}
