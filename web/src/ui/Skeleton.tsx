// What stands where content will be, in its final size; appears only when waiting takes longer than 150 ms.
import { type ReactNode, useEffect, useState } from 'react'
import { cx } from './classes'

const PATIENCE_MS = 150

export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!waiting) return setSlow(false)
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [waiting])
  return waiting && slow
}

export function Bone({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block animate-breathe rounded-tag bg-ink/8', className)} />
}

/** Holds the place at once and shows its bones when the answer is slow. */
export function Skeleton({ label, children }: { label: string; children: ReactNode }) {
  const slow = useSlow(true)
  return (
    <div role="status" aria-label={label} className={slow ? undefined : 'invisible'}>
      {children}
    </div>
  )
}

const WIDTHS = ['w-2/5', 'w-3/5', 'w-1/2', 'w-2/3', 'w-1/3']

/** Rows of a list that is on its way. */
export function RowsSkeleton({ rows = 8, label }: { rows?: number; label: string }) {
  return (
    <Skeleton label={label}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <div key={index} className="flex h-10 items-center gap-6 border-line border-b px-3">
          <Bone className="h-3 w-20" />
          <span className="flex-1">
            <Bone className={cx('h-3', WIDTHS[index % WIDTHS.length])} />
          </span>
          <Bone className="h-3 w-24" />
        </div>
      ))}
    </Skeleton>
  )
}
