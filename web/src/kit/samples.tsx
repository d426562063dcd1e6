// Made-up rows for the gallery; everything is on example.com.
import { dueIn } from '~/lib/dates'
import type { Bar } from '~/ui/charts/Bars'
import { Money } from '~/ui/Money'
import { StatusBadge, type Tone } from '~/ui/StatusBadge'
import type { Moment } from '~/ui/Timeline'
import type { Column } from '~/ui/table'

export type Row = {
  id: string
  number: string
  client: string
  due: string
  amount: string
  currency: string
  tone: Tone
  status: string
}

const TODAY = '2026-03-12'

export const ROWS: Row[] = [
  {
    id: '1',
    number: '2026-0042',
    client: 'Example Bakery',
    due: '2026-02-28',
    amount: '1240.00',
    currency: 'EUR',
    tone: 'late',
    status: 'Overdue',
  },
  {
    id: '2',
    number: '2026-0041',
    client: 'Harbor Light Studio',
    due: '2026-03-20',
    amount: '18400.50',
    currency: 'EUR',
    tone: 'open',
    status: 'Open',
  },
  {
    id: '3',
    number: '2026-0040',
    client: 'Kestrel & Daughters, Wholesale Seeds',
    due: '2026-03-13',
    amount: '96000',
    currency: 'JPY',
    tone: 'sent',
    status: 'Sent',
  },
  {
    id: '4',
    number: '2026-0039',
    client: 'Nordic Paper Works',
    due: '2026-02-02',
    amount: '310.20',
    currency: 'PLN',
    tone: 'paid',
    status: 'Paid',
  },
  {
    id: '5',
    number: 'DRAFT-12',
    client: 'Blue Door Yoga',
    due: '2026-04-11',
    amount: '75.00',
    currency: 'USD',
    tone: 'draft',
    status: 'Draft',
  },
  {
    id: '6',
    number: '2026-0038',
    client: 'Municipal Library',
    due: '2026-01-15',
    amount: '-120.00',
    currency: 'EUR',
    tone: 'void',
    status: 'Void',
  },
]

export const COLUMNS: Column<Row>[] = [
  { id: 'number', header: 'Number', cell: (row) => row.number, sort: 'number', card: 'line', className: 'w-32' },
  { id: 'client', header: 'Client', cell: (row) => row.client, card: 'title' },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => <StatusBadge tone={row.tone}>{row.status}</StatusBadge>,
    card: 'badge',
    className: 'w-32',
  },
  {
    id: 'due',
    header: 'Due',
    cell: (row) => <span className={row.tone === 'late' ? 'text-late' : 'text-muted'}>{dueIn(row.due, TODAY)}</span>,
    sort: 'due_date',
    from: 'md',
  },
  {
    id: 'amount',
    header: 'Amount',
    cell: (row) => <Money amount={row.amount} currency={row.currency} />,
    sort: 'gross',
    descendingFirst: true,
    align: 'end',
    card: 'amount',
  },
]

const AMOUNTS = [
  '8200',
  '9450.5',
  '7300',
  '12800',
  '11020',
  '9900',
  '14100',
  '13250',
  '15900',
  '12040',
  '16800',
  '6210.4',
]

export const BARS: Bar[] = AMOUNTS.map((amount, index) => ({
  id: `m${index}`,
  label: new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(2025, 3 + index),
  ),
  amount,
  marked: index === 11,
}))

export const MOMENTS: Moment[] = [
  {
    id: 'a',
    text: 'Second reminder goes to accounts@bakery.example.com',
    when: 'tomorrow, 09:00',
    at: '2026-03-13T09:00:00Z',
    planned: true,
  },
  {
    id: 'b',
    text: 'Friendly reminder sent',
    detail: '“A small reminder about invoice 2026-0042”',
    when: '7 Mar 2026, 09:00',
    at: '2026-03-07T09:00:00Z',
    tone: 'spark',
  },
  {
    id: 'c',
    text: 'Part payment of 400.00 EUR recorded',
    when: '3 Mar 2026, 14:12',
    at: '2026-03-03T14:12:00Z',
    tone: 'good',
  },
  { id: 'd', text: 'Opened by Example Bakery', when: '14 Feb 2026, 10:03', at: '2026-02-14T10:03:00Z' },
  { id: 'e', text: 'Issued and sent', when: '14 Feb 2026, 09:00', at: '2026-02-14T09:00:00Z' },
]
