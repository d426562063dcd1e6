// The foot of a list: how many there are, and the pages before and after.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './Button'

type Props = {
  /** How many match in all, as words: "412 invoices". */
  total?: ReactNode
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
}

export function Pagination({ total, onPrevious, onNext }: Props) {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 py-4">
      <p className="text-muted">{total}</p>
      {(onPrevious || onNext) && (
        <div className="flex gap-2">
          <Button
            size="small"
            disabled={!onPrevious}
            onClick={onPrevious}
            icon={<ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />}
          >
            Previous
          </Button>
          <Button size="small" disabled={!onNext} onClick={onNext}>
            Next
            <ChevronRight aria-hidden className="size-4 rtl:rotate-180" />
          </Button>
        </div>
      )}
    </nav>
  )
}
