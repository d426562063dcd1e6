// The large numbers above the list: what the filtered invoices come to, in each currency.
import type { CurrencySum } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { Figure } from '~/ui/Figure'
import { Bone } from '~/ui/Skeleton'
import type { Tab } from './search'

function Overdue({ sum, tab }: { sum: CurrencySum; tab: Tab }) {
  const locale = useLocale()
  if (tab === 'drafts' || tab === 'settled' || tab === 'overdue' || isZero(sum.overdue)) return null
  const amount = formatMoney({ amount: sum.overdue, currency: sum.currency }, locale)
  return <span className="text-late">{amount} overdue</span>
}

const LABELS: Record<Tab, [one: string, many: string]> = {
  all: ['Still owed, of {count} invoice', 'Still owed, of {count} invoices'],
  drafts: ['{count} draft', '{count} drafts'],
  open: ['Owed on {count} invoice', 'Owed on {count} invoices'],
  overdue: ['Overdue on {count} invoice', 'Overdue on {count} invoices'],
  settled: ['{count} settled invoice', '{count} settled invoices'],
  written_off: ['{count} invoice written off', '{count} invoices written off'],
  accepted: ['{count} accepted quote', '{count} accepted quotes'],
}

const OFFERED: [one: string, many: string] = ['Offered in {count} document', 'Offered in {count} documents']

type Props = { sums: readonly CurrencySum[] | undefined; tab: Tab; offers?: boolean }

/** Offers, drafts and settled invoices are counted by their totals, all others by what is still owed. */
export function Sums({ sums, tab, offers = false }: Props) {
  const locale = useLocale()
  if (!sums) return <Bone className="mb-8 h-16 w-72" />
  if (sums.length === 0) return null
  const whole = offers || tab === 'drafts' || tab === 'settled' || tab === 'written_off'
  return (
    <section
      aria-label="Sums of this list"
      className="mb-8 grid grid-cols-2 gap-x-6 gap-y-4 sm:flex sm:flex-wrap sm:items-start sm:gap-x-12"
    >
      {sums.map((sum, index) => (
        <div key={sum.currency} className={index === 0 ? 'max-sm:col-span-2' : 'sm:pt-2'}>
          <Figure
            size={index === 0 ? 'hero' : 'title'}
            label={plural(sum.count, ...(offers && tab === 'all' ? OFFERED : LABELS[tab]), locale)}
            amount={whole ? sum.gross : sum.balance}
            currency={sum.currency}
            tone={tab === 'overdue' ? 'late' : 'ink'}
            explained={<Overdue sum={sum} tab={tab} />}
          />
        </div>
      ))}
    </section>
  )
}
