// Everything one can do with this invoice: a column beside the document, a bar under the thumb on a phone.
import { useQuery } from '@tanstack/react-query'
import {
  Ban,
  Banknote,
  BellOff,
  BellRing,
  Copy,
  CopyPlus,
  Download,
  Eraser,
  FileCode,
  FileDiff,
  FileDown,
  FileLock2,
  FileOutput,
  Link2,
  type LucideIcon,
  PencilLine,
  Scale,
  Send,
  Trash2,
  Undo2,
} from 'lucide-react'
import { attachmentsOptions } from '~/lib/api/attachments'
import { rulesOptions } from '~/lib/api/company-settings'
import { pdfPath } from '~/lib/api/invoices'
import { htmlPath } from '~/lib/api/prints'
import { can, useMe } from '~/lib/api/session'
import type { Invoice, InvoiceReminders } from '~/lib/api/types'
import { isZero } from '~/lib/decimal'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { asksForMoney, offers } from '../kinds'
import { useActs } from './acts'
import { linkActs } from './link-acts'
import { Icon, PhoneBar } from './PhoneBar'
import { useOfferActs } from './quote/useOfferActs'

export type Ask =
  | 'send'
  | 'einvoice'
  | 'lock'
  | 'hold'
  | 'pay'
  | 'pause'
  | 'credit'
  | 'amend'
  | 'void'
  | 'answer'
  | 'part'
  | 'deposit'
  | 'deduct'
  | 'correct'
  | 'write-off'
  | 'undo-write-off'

export type Act = { id: string; label: string; icon: LucideIcon; run: () => void; primary?: boolean; danger?: boolean }

type Props = { invoice: Invoice; reminders: InvoiceReminders | undefined; ask: (what: Ask) => void }

function useAllowedActs({ invoice, reminders, ask }: Props): Act[] {
  const me = useMe()
  const acts = useActs(invoice)
  const { data: files } = useQuery(attachmentsOptions(invoice.id))
  const { data: rules } = useQuery({ ...rulesOptions(invoice.company_id), enabled: invoice.status === 'issued' })
  const draft = invoice.status === 'draft'
  const issued = invoice.status === 'issued'
  const owed = issued && !isZero(invoice.balance.balance)
  const sent = invoice.sent_at !== null
  const paused = reminders?.state === 'paused'
  const offerActs = useOfferActs({ invoice, acts, ask })
  const lost = !isZero(invoice.balance.written_off)
  const act = (when: boolean, permission: string, made: Act) => (when && can(me, permission) ? [made] : [])
  return [
    ...act(draft, 'invoices.write', {
      id: 'edit',
      label: 'Edit and send',
      icon: PencilLine,
      run: acts.edit,
      primary: true,
    }),
    ...offerActs.filter((made) => made.primary),
    ...act(issued && !sent, 'deliveries.write', {
      id: 'send',
      label: 'Send',
      icon: Send,
      run: () => ask('send'),
      primary: true,
    }),
    ...act(owed, 'payments.write', {
      id: 'pay',
      label: 'Record payment',
      icon: Banknote,
      run: () => ask('pay'),
      primary: sent,
    }),
    ...act(issued && sent, 'deliveries.write', { id: 'send', label: 'Send again', icon: Send, run: () => ask('send') }),
    ...act(true, 'invoices.read', {
      id: 'pdf',
      label: 'Download PDF',
      icon: Download,
      run: () => void window.open(pdfPath(invoice.id), '_blank', 'noopener'),
    }),
    ...act(issued, 'invoices.read', {
      id: 'lock',
      label: 'Download with a password',
      icon: FileLock2,
      run: () => ask('lock'),
    }),
    ...act(true, 'invoices.read', {
      id: 'html',
      label: 'Download as a web page',
      icon: FileDown,
      run: () => void window.open(htmlPath(invoice.id), '_self'),
    }),
    ...act(issued && !['quote', 'proforma', 'receipt'].includes(invoice.kind), 'invoices.read', {
      id: 'einvoice',
      label: 'Download e-invoice',
      icon: FileCode,
      run: () => ask('einvoice'),
    }),
    ...act(issued, 'deliveries.read', {
      id: 'link',
      label: 'Copy public link',
      icon: Link2,
      run: () => acts.copyLink.mutate(),
    }),
    ...linkActs(invoice, me, acts),
    ...act(true, 'invoices.write', {
      id: 'copy',
      label: 'Duplicate',
      icon: Copy,
      run: () => acts.duplicate.mutate(false),
    }),
    ...act((files?.length ?? 0) > 0, 'invoices.write', {
      id: 'copy-files',
      label: 'Duplicate with attachments',
      icon: CopyPlus,
      run: () => acts.duplicate.mutate(true),
    }),
    ...offerActs.filter((made) => !made.primary),
    ...act(issued && invoice.kind === 'deposit_invoice' && !isZero(invoice.balance.paid), 'invoices.write', {
      id: 'final',
      label: 'Make final invoice',
      icon: FileOutput,
      run: () => acts.final.mutate(),
      primary: !owed,
    }),
    ...act(owed && reminders?.state === 'planned', 'reminders.write', {
      id: 'pause',
      label: 'Pause reminders',
      icon: BellOff,
      run: () => ask('pause'),
    }),
    ...act(owed && paused, 'reminders.write', {
      id: 'resume',
      label: 'Resume reminders',
      icon: BellRing,
      run: () => acts.resume.mutate(),
    }),
    ...act(issued && invoice.kind === 'invoice' && rules?.amendments === 'new_version', 'invoices.void', {
      id: 'amend',
      label: 'Amend',
      icon: PencilLine,
      run: () => ask('amend'),
    }),
    ...act(issued && asksForMoney(invoice.kind), 'invoices.void', {
      id: 'correct',
      label: 'Correct',
      icon: FileDiff,
      run: () => ask('correct'),
    }),
    ...act(issued && asksForMoney(invoice.kind) && !invoice.balance.amount_due.startsWith('-'), 'invoices.void', {
      id: 'credit',
      label: 'Credit',
      icon: Undo2,
      run: () => ask('credit'),
    }),
    ...act(owed, 'invoices.write_off', {
      id: 'write-off',
      label: 'Write off',
      icon: Eraser,
      run: () => ask('write-off'),
    }),
    ...act(issued && lost, 'invoices.write_off', {
      id: 'undo-write-off',
      label: 'Take the write-off back',
      icon: Eraser,
      run: () => ask('undo-write-off'),
    }),
    ...act(issued && !lost && isZero(invoice.balance.paid) && isZero(invoice.balance.credited), 'invoices.void', {
      id: 'void',
      label: offers(invoice.kind) ? 'Withdraw' : 'Void',
      icon: Ban,
      run: () => ask('void'),
      danger: true,
    }),
    ...act(!draft, 'privacy.write', {
      id: 'hold',
      label: 'Place a legal hold',
      icon: Scale,
      run: () => ask('hold'),
    }),
    ...act(draft, 'invoices.write', {
      id: 'delete',
      label: 'Delete draft',
      icon: Trash2,
      run: () => acts.remove.mutate(),
      danger: true,
    }),
  ]
}

export function Actions(props: Props) {
  const acts = useAllowedActs(props)
  if (props.invoice.erased_at !== null) return null
  const first = acts.find((act) => act.primary)
  const rest = acts.filter((act) => act !== first)
  return (
    <>
      <div className="hidden gap-2 lg:grid">
        {first && (
          <Button tone="primary" size="large" icon={<Icon of={first.icon} />} onClick={first.run}>
            {first.label}
          </Button>
        )}
        <ul className="grid">
          {rest.map((act) => (
            <li key={act.id}>
              <Button
                tone="quiet"
                className={cx('w-full justify-start! font-normal!', act.danger && 'text-late!')}
                icon={<Icon of={act.icon} />}
                onClick={act.run}
              >
                {act.label}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <PhoneBar first={first} rest={rest} />
    </>
  )
}
