// A bar chart of amounts, drawn by hand, with the same numbers one press away as a table.
import { useId, useState } from 'react'
import { compare, type Decimal, ratio } from '~/lib/decimal'
import { Button } from '../Button'
import { cx } from '../classes'
import { Money } from '../Money'

export type Bar = {
  id: string
  label: string
  amount: Decimal /** Drawn in the spark: the one that matters now. */
  marked?: boolean
}

type Props = { title: string; bars: readonly Bar[]; currency: string; labelHeader: string; amountHeader: string }

const HEIGHT = 140

function largest(bars: readonly Bar[]): Decimal {
  return bars.reduce<Decimal>((top, bar) => (compare(bar.amount, top) > 0 ? bar.amount : top), '0')
}

function Picture({ bars, currency, titleId }: Pick<Props, 'bars' | 'currency'> & { titleId: string }) {
  const [over, setOver] = useState<string | null>(null)
  const top = largest(bars)
  const shown = bars.find((bar) => bar.id === over) ?? bars.find((bar) => bar.marked) ?? bars.at(-1)
  return (
    <div role="img" aria-labelledby={titleId}>
      <p className="h-6 text-muted">
        {shown && (
          <>
            {shown.label} <Money amount={shown.amount} currency={currency} className="font-strong text-ink" />
          </>
        )}
      </p>
      <div className="mt-2 flex items-end gap-[3px] border-edge border-b sm:gap-2" style={{ height: HEIGHT }}>
        {bars.map((bar) => (
          <div
            key={bar.id}
            className="flex h-full flex-1 items-end"
            onPointerEnter={() => setOver(bar.id)}
            onPointerLeave={() => setOver(null)}
          >
            <div
              className={cx(
                'min-h-0.5 w-full rounded-t-[3px] transition-colors',
                bar.id === shown?.id ? 'bg-spark' : 'bg-ink/22',
              )}
              style={{ height: `${ratio(bar.amount, top) * 100}%` }}
            />
          </div>
        ))}
      </div>
      <div className="mt-1.5 flex gap-[3px] text-muted text-small sm:gap-2">
        {bars.map((bar, index) => (
          <span key={bar.id} className={cx('min-w-0 flex-1 text-center', index % 2 === 1 && 'max-sm:invisible')}>
            {bar.label.slice(0, 3)}
          </span>
        ))}
      </div>
    </div>
  )
}

function Numbers({ bars, currency, labelHeader, amountHeader, title }: Props) {
  return (
    <table className="w-full">
      <caption className="sr-only">{title}</caption>
      <thead className="text-muted text-small">
        <tr className="border-edge border-b">
          <th scope="col" className="py-1.5 text-start font-normal">
            {labelHeader}
          </th>
          <th scope="col" className="py-1.5 text-end font-normal">
            {amountHeader}
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.id} className="border-line border-b">
            <th scope="row" className="py-1.5 text-start font-normal">
              {bar.label}
            </th>
            <td className="py-1.5 text-end">
              <Money amount={bar.amount} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Bars(props: Props) {
  const titleId = useId()
  const [table, setTable] = useState(false)
  return (
    <section aria-labelledby={titleId}>
      <header className="mb-3 flex items-center justify-between gap-4">
        <h2 id={titleId} className="text-lead">
          {props.title}
        </h2>
        <Button tone="quiet" size="small" onClick={() => setTable(!table)} className="font-normal! text-muted">
          {table ? 'Show as chart' : 'Show as table'}
        </Button>
      </header>
      {table ? <Numbers {...props} /> : <Picture bars={props.bars} currency={props.currency} titleId={titleId} />}
    </section>
  )
}
