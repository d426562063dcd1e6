// The clients of one page as a table or cards: who they are, what they owe, and how much of it is late.
import { PauseCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Client, ClientBalance } from '~/lib/api/types'
import { countryName } from '~/lib/countries'
import { formatDate } from '~/lib/dates'
import { compare, isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { DataTable } from '~/ui/DataTable'
import { Money } from '~/ui/Money'
import { Bone } from '~/ui/Skeleton'
import { StatusBadge } from '~/ui/StatusBadge'
import type { Column, TableProps } from '~/ui/table'

export type Balances = ReadonlyMap<string, ClientBalance> | undefined

type Facts = { balances: Balances; locale: string; failed: boolean }

function Name({ client }: { client: Client }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <span className="truncate">{client.profile.name}</span>
      {client.tags.slice(0, 2).map((tag) => (
        <span key={tag} className="rounded-tag bg-sunken px-1.5 font-normal text-muted text-small">
          {tag}
        </span>
      ))}
      {client.reminders_paused && (
        <span title="Reminders are paused" className="text-muted">
          <PauseCircle aria-hidden className="size-4" />
          <span className="sr-only">, reminders are paused</span>
        </span>
      )}
    </span>
  )
}

const NONE = <span className="text-muted">–</span>

function known(client: Client, { balances, failed }: Facts, show: (balance: ClientBalance) => ReactNode): ReactNode {
  const balance = balances?.get(client.id)
  if (balance) return show(balance)
  return failed ? <span className="text-muted">Unknown</span> : <Bone className="ms-auto h-3 w-20" />
}

function Owed({ balance }: { balance: ClientBalance }) {
  const sums = balance.open.filter((sum) => !isZero(sum.balance))
  if (sums.length === 0) return NONE
  return sums.map((sum) => <Money key={sum.currency} amount={sum.balance} currency={sum.currency} className="block" />)
}

function Late({ balance, locale }: { balance: ClientBalance | undefined; locale: string }) {
  const sums = balance?.open.filter((sum) => !isZero(sum.overdue)) ?? []
  return sums.map((sum) => (
    <span key={sum.currency} className="block py-px">
      <StatusBadge tone="late">
        {compare(sum.overdue, sum.balance) >= 0
          ? 'All late'
          : `${formatMoney({ amount: sum.overdue, currency: sum.currency }, locale)} late`}
      </StatusBadge>
    </span>
  ))
}

function columnsFor(facts: Facts): Column<Client>[] {
  const { locale } = facts
  return [
    {
      id: 'name',
      header: 'Name',
      sort: 'name',
      card: 'title',
      cell: (row) => <Name client={row} />,
      className: 'max-w-72',
    },
    {
      id: 'code',
      header: 'Code',
      card: 'hidden',
      from: 'xl',
      cell: (row) => <span className="text-muted">{row.code}</span>,
    },
    {
      id: 'place',
      header: 'Place',
      from: 'md',
      className: 'max-w-56 truncate',
      cell: ({ profile: { address } }) =>
        [address.city, countryName(address.country, locale)].filter(Boolean).join(', '),
    },
    {
      id: 'last',
      header: 'Last invoiced',
      card: 'hidden',
      from: 'lg',
      className: 'whitespace-nowrap text-muted',
      cell: (row) =>
        known(row, facts, ({ last_invoiced_on: day }) => (day === null ? 'Never' : formatDate(day, locale))),
    },
    {
      id: 'late',
      header: 'Late',
      align: 'end',
      card: 'badge',
      cell: (row) => <Late balance={facts.balances?.get(row.id)} locale={locale} />,
    },
    {
      id: 'owed',
      header: 'Owed',
      align: 'end',
      card: 'amount',
      cell: (row) => known(row, facts, (one) => <Owed balance={one} />),
    },
  ]
}

type Props = Pick<TableProps<Client>, 'rows' | 'sort' | 'onSort'> & { balances: Balances; failed: boolean }

export function ClientTable({ balances, failed, ...table }: Props) {
  const locale = useLocale()
  return (
    <DataTable
      {...table}
      caption="Clients"
      columns={columnsFor({ balances, locale, failed })}
      rowId={(row) => row.id}
      rowLabel={(row) => row.profile.name}
      href={(row) => `/clients/${row.id}`}
    />
  )
}
