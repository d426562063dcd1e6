import { type ReactNode, useState } from 'react'
import { setTheme } from '~/lib/theme'
import { Button } from '~/ui/Button'
import { Bars } from '~/ui/charts/Bars'
import { DataTable } from '~/ui/DataTable'
import { Drawing, type DrawingName } from '~/ui/Drawing'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Figure } from '~/ui/Figure'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import { Wordmark } from '~/ui/Spark'
import { StatusBadge, type Tone } from '~/ui/StatusBadge'
import { Tabs } from '~/ui/Tabs'
import { Timeline } from '~/ui/Timeline'
import { Toasts } from '~/ui/Toasts'
import { Fields } from './Fields'
import { Overlays } from './Overlays'
import { BARS, COLUMNS, MOMENTS, ROWS } from './samples'

const DRAWINGS: DrawingName[] = ['invoice', 'clients', 'payments', 'mailbox', 'search', 'offline', 'broken', 'done']
const TONES: Tone[] = ['draft', 'open', 'sent', 'late', 'paid', 'void', 'paused', 'failed']

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="border-line border-t py-8">
      <h2 className="mb-5 text-muted text-small">{name}</h2>
      {children}
    </section>
  )
}

function List() {
  const [sort, setSort] = useState('-gross')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['3']))
  return (
    <>
      <DataTable
        caption="Invoices"
        rows={ROWS}
        columns={COLUMNS}
        rowId={(row) => row.id}
        rowLabel={(row) => `Select ${row.number}`}
        href={() => '/'}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={setSelected}
      />
      <Pagination total="412 invoices" onNext={() => {}} />
    </>
  )
}

export function Kit() {
  const [tab, setTab] = useState('one')
  return (
    <main className="mx-auto max-w-page px-4 py-8 sm:px-8">
      <div className="mb-6 flex gap-2">
        <Wordmark className="me-auto text-title" />
        <Button size="small" onClick={() => setTheme('light')}>
          Light
        </Button>
        <Button size="small" onClick={() => setTheme('dark')}>
          Dark
        </Button>
      </div>
      <PageHeader
        title="Invoices"
        lead="Example Bakery owes 1,240.00 EUR, 12 days late. Next reminder tomorrow 09:00."
        actions={
          <>
            <Button>Export</Button>
            <Button tone="primary">New invoice</Button>
          </>
        }
      />
      <Part name="Figures">
        <div className="grid gap-8 sm:grid-cols-3">
          <Figure
            size="hero"
            label="Outstanding"
            amount="48210.40"
            currency="EUR"
            explained="31 open invoices, without drafts"
          />
          <Figure label="Overdue" amount="6310" currency="EUR" tone="late" explained="5 invoices past their due date" />
          <Figure label="Received in 30 days" amount="16800" currency="EUR" tone="good" />
        </div>
      </Part>
      <Part name="Buttons and overlays">
        <Overlays />
      </Part>
      <Part name="Fields">
        <Fields />
      </Part>
      <Part name="Badges">
        <div className="flex flex-wrap gap-2">
          {TONES.map((tone) => (
            <StatusBadge key={tone} tone={tone}>
              {tone}
            </StatusBadge>
          ))}
        </div>
      </Part>
      <Part name="Notices">
        <div className="grid gap-3">
          <Notice title="A new version is ready">Reload when it suits you.</Notice>
          <Notice tone="late">
            The bank account is missing. Add it to the company so that clients know where to pay.
          </Notice>
          <Notice tone="spark" action={<Button size="small">Advance…</Button>}>
            Test clock: 12 Mar 2026
          </Notice>
          <Notice tone="good">Paid in full on 18 April.</Notice>
        </div>
      </Part>
      <Part name="List">
        <List />
      </Part>
      <Part name="Tabs">
        <Tabs
          label="Parts"
          selected={tab}
          onSelect={setTab}
          items={[
            { id: 'one', label: 'Invoice', content: 'The document' },
            { id: 'two', label: 'E-mail', count: 2, content: 'The mail' },
          ]}
        />
      </Part>
      <Part name="Chart and timeline">
        <div className="grid gap-12 lg:grid-cols-[2fr_1fr]">
          <Bars title="Received by month" bars={BARS} currency="EUR" labelHeader="Month" amountHeader="Received" />
          <Timeline label="Timeline" moments={MOMENTS} />
        </div>
      </Part>
      <Part name="Waiting">
        <RowsSkeleton rows={4} label="Loading invoices" />
      </Part>
      <Part name="Empty and broken">
        <div className="grid sm:grid-cols-2">
          <EmptyState
            drawing="invoice"
            title="No invoices yet"
            action={<Button tone="primary">Write your first invoice</Button>}
          >
            They will be listed here with what is open and what is late.
          </EmptyState>
          <ErrorState error={new Error('x')} onRetry={() => {}} />
        </div>
      </Part>
      <Part name="Drawings">
        <div className="flex flex-wrap gap-6">
          {DRAWINGS.map((name) => (
            <Drawing key={name} name={name} />
          ))}
        </div>
      </Part>
      <Toasts />
    </main>
  )
}
