// What can be done with the ticked invoices, or with everything the filters find.
import { ChevronUp } from 'lucide-react'
import { useState } from 'react'
import type { BulkAction, BulkIn, BulkRun, InvoiceSummary } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { Button, buttonClass } from '~/ui/Button'
import { Menu, type MenuAct } from '~/ui/Menu'
import { BulkDialog } from './BulkDialog'
import { ACTIONS, fits, WORDS } from './words'

type Props = {
  /** The ticked rows of this page. */
  rows: readonly InvoiceSummary[]
  /** Everything the filters find, ticked with one more click. */
  total: number
  filters: BulkIn['filters']
  /** Whether every row of the page is ticked, so that the rest may be offered. */
  wholePage: boolean
  onClear: () => void
  onStarted: (run: BulkRun) => void
}

/** The act people most likely came for. */
function first(rows: readonly InvoiceSummary[]): BulkAction {
  return rows.some((row) => fits('issue', row))
    ? 'issue'
    : rows.some((row) => fits('send', row))
      ? 'send'
      : 'export_pdf'
}

const QUIET = 'text-bg! hover:bg-bg/15!'

export function BulkBar({ rows, total, filters, wholePage, onClear, onStarted }: Props) {
  const locale = useLocale()
  const [everything, setEverything] = useState(false)
  const [asking, setAsking] = useState<BulkAction | null>(null)
  const all = everything && wholePage
  const countOf = (action: BulkAction) => (all ? total : rows.filter((row) => fits(action, row)).length)
  const chosen = (action: BulkAction): BulkIn['filters'] =>
    all ? filters : { ids: rows.filter((row) => fits(action, row)).map((row) => row.id) }
  const words = (action: BulkAction) => plural(countOf(action), ...WORDS[action].verb, locale)
  const main = first(rows)
  const acts: MenuAct[] = ACTIONS.filter((action) => action !== main && countOf(action) > 0).map((action) => ({
    id: action,
    label: words(action),
    danger: WORDS[action].danger,
    run: () => setAsking(action),
  }))
  return (
    <section
      aria-label="Selected invoices"
      className="sticky bottom-18 z-10 mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-panel bg-ink px-4 py-2 text-bg shadow-raised lg:bottom-4"
    >
      <p role="status" className="me-auto">
        {plural(all ? total : rows.length, '{count} invoice selected', '{count} invoices selected', locale)}
      </p>
      {wholePage && total > rows.length && (
        <Button size="small" tone="quiet" className={QUIET} onClick={() => setEverything(!everything)}>
          {all ? 'Only this page' : plural(total, 'Select {count}', 'Select all {count}', locale)}
        </Button>
      )}
      <Button size="small" tone="quiet" className={QUIET} onClick={onClear}>
        Clear
      </Button>
      {acts.length > 0 && (
        <Menu
          label="Other acts"
          groups={[{ acts }]}
          className={`${buttonClass('quiet', 'small')} ${QUIET}`}
          trigger={
            <>
              More
              <ChevronUp aria-hidden className="size-4" />
            </>
          }
        />
      )}
      <Button size="small" tone="primary" onClick={() => setAsking(main)}>
        {words(main)}
      </Button>
      {asking && (
        <BulkDialog
          key={asking}
          action={asking}
          filters={chosen(asking)}
          count={countOf(asking)}
          onClose={() => setAsking(null)}
          onStarted={(run) => {
            setAsking(null)
            onStarted(run)
          }}
        />
      )}
    </section>
  )
}
