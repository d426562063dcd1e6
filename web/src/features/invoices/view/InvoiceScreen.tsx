// One invoice: how it stands, the document itself, and what happened to it.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { invoiceOptions, pagesOptions, remindersOptions } from '~/lib/api/invoices'
import type { Invoice } from '~/lib/api/types'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { PaperPages } from '~/ui/PaperPages'
import { Bone, Skeleton } from '~/ui/Skeleton'
import { ApprovalNotice } from '../approvals/ApprovalNotice'
import { asksForMoney, nameOf, offers } from '../kinds'
import { Actions, type Ask } from './Actions'
import { AmendDialog } from './AmendDialog'
import { CreditDialog } from './CreditDialog'
import { Deliveries } from './Deliveries'
import { EInvoiceDialog } from './EInvoiceDialog'
import { Files } from './Files'
import { Headline } from './Headline'
import { HoldDialog, HoldNotices } from './HoldCard'
import { LockDialog } from './LockDialog'
import { CorrectDialog } from './money/CorrectDialog'
import { DeductDialog } from './money/DeductDialog'
import { DepositsCard } from './money/DepositsCard'
import { UndoWriteOffDialog, WriteOffDialog } from './money/WriteOffDialog'
import { PauseDialog } from './PauseDialog'
import { PrintNote } from './PrintNote'
import { AnswerDialog } from './quote/AnswerDialog'
import { DepositDialog } from './quote/DepositDialog'
import { PartDialog } from './quote/PartDialog'
import { QuoteCard } from './quote/QuoteCard'
import { SendDialog } from './SendDialog'
import { Ahead, Story } from './Story'
import { Versions } from './Versions'
import { VoidDialog } from './VoidDialog'

export type InvoiceSlots = {
  /** The dialog that records a payment of this invoice. */
  recordPayment: (invoice: Invoice, onClose: () => void) => ReactNode
  /** What was paid on it so far. */
  payments: (invoice: Invoice) => ReactNode
}

function Paper({ invoice }: { invoice: Invoice }) {
  const gone = invoice.erased_at !== null
  const { data, error, refetch } = useQuery({ ...pagesOptions(invoice.id, invoice.version), enabled: !gone })
  if (gone)
    return (
      <EmptyState drawing="invoice" title="What it said was erased">
        No law keeps it any more. Its number, dates and amounts stay, and a signed record says that it went lawfully.
      </EmptyState>
    )
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="The pages could not be drawn" />
  return <PaperPages pages={data?.pages} label={nameOf(invoice)} />
}

function Waiting() {
  return (
    <Skeleton label="Loading the invoice">
      <Bone className="mb-4 h-5 w-48" />
      <Bone className="mb-8 h-8 w-3/5" />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <Bone className="aspect-[1/1.414]" />
        <Bone className="h-64" />
      </div>
    </Skeleton>
  )
}

function Shown({ invoice, recordPayment, payments }: { invoice: Invoice } & InvoiceSlots) {
  const [asking, setAsking] = useState<Ask | null>(null)
  const { data: reminders } = useQuery({
    ...remindersOptions(invoice.id),
    enabled: invoice.status !== 'draft' && asksForMoney(invoice.kind),
  })
  const close = () => setAsking(null)
  return (
    <>
      <Headline invoice={invoice} reminders={reminders} />
      <ApprovalNotice invoice={invoice.id} />
      {invoice.status !== 'draft' && <HoldNotices invoice={invoice} />}
      <Deliveries id={invoice.id} />
      <div className="grid gap-x-12 gap-y-10 pb-16 lg:grid-cols-[minmax(0,1fr)_18rem] lg:pb-0">
        <Paper invoice={invoice} />
        <aside aria-label="Actions and history" className="grid grid-cols-[minmax(0,1fr)] content-start gap-8">
          <Actions invoice={invoice} reminders={reminders} ask={setAsking} />
          {invoice.status !== 'draft' && offers(invoice.kind) && <QuoteCard invoice={invoice} />}
          <DepositsCard invoice={invoice} onChange={() => setAsking('deduct')} />
          {invoice.status === 'issued' && asksForMoney(invoice.kind) && <Ahead reminders={reminders} />}
          {invoice.status === 'issued' && asksForMoney(invoice.kind) && payments(invoice)}
          {invoice.erased_at === null && <PrintNote invoice={invoice} />}
          <Files id={invoice.id} />
          <Story id={invoice.id} />
          {invoice.status !== 'draft' && <Versions id={invoice.id} />}
        </aside>
      </div>
      {asking === 'send' && <SendDialog invoice={invoice} onClose={close} />}
      {asking === 'pause' && <PauseDialog invoice={invoice} onClose={close} />}
      {asking === 'credit' && <CreditDialog invoice={invoice} onClose={close} />}
      {asking === 'answer' && <AnswerDialog invoice={invoice} onClose={close} />}
      {asking === 'part' && <PartDialog invoice={invoice} onClose={close} />}
      {asking === 'deposit' && <DepositDialog invoice={invoice} onClose={close} />}
      {asking === 'deduct' && <DeductDialog invoice={invoice} onClose={close} />}
      {asking === 'correct' && <CorrectDialog invoice={invoice} onClose={close} />}
      {asking === 'write-off' && <WriteOffDialog invoice={invoice} onClose={close} />}
      {asking === 'undo-write-off' && <UndoWriteOffDialog invoice={invoice} onClose={close} />}
      {asking === 'hold' && <HoldDialog invoice={invoice} onClose={close} />}
      {asking === 'lock' && <LockDialog invoice={invoice} onClose={close} />}
      {asking === 'einvoice' && <EInvoiceDialog invoice={invoice} onClose={close} />}
      {asking === 'amend' && <AmendDialog invoice={invoice} onClose={close} />}
      {asking === 'void' && <VoidDialog invoice={invoice} onClose={close} />}
      {asking === 'pay' && recordPayment(invoice, close)}
    </>
  )
}

export function InvoiceScreen(slots: InvoiceSlots) {
  const { id } = useParams({ from: '/shell/invoices/$id' })
  const { data, error, refetch } = useQuery(invoiceOptions(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This invoice could not be shown" />
  return data ? <Shown key={data.id} invoice={data} {...slots} /> : <Waiting />
}
