// The last look before an invoice leaves: to whom, how much, until when, and what happens next.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { attachmentsOptions } from '~/lib/api/attachments'
import { contactsOptions } from '~/lib/api/client-parts'
import { clientOptions } from '~/lib/api/clients'
import { type Numbering, reminderPoliciesOptions } from '~/lib/api/invoices'
import { can, useMe } from '~/lib/api/session'
import type { Preview, ReminderPolicy, SendIn } from '~/lib/api/types'
import { formatDate, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { fieldErrors, sentenceOf } from '~/lib/problem'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { FormProblem } from '~/ui/Form'
import { Money } from '~/ui/Money'
import { Notice } from '~/ui/Notice'
import { PaperPages } from '~/ui/PaperPages'
import { Tabs } from '~/ui/Tabs'
import { TextArea, TextField } from '~/ui/TextField'
import { AskApproval } from '../approvals/AskApproval'
import { asksForMoney, type Kind, titleOf } from '../kinds'
import { readRecipients, usualRecipients, writeRecipients } from '../recipients'
import { NumberIn } from './NumberIn'
import { OverLimit } from './OverLimit'
import { isTooEarly } from './useIssue'

type Props = {
  /** The draft, whose files may go along. */
  id: string | null
  preview: Preview
  client: { id: string; name: string }
  busy: 'issue' | 'send' | null
  problem: unknown
  onIssue: (send: SendIn | null, numbering: Numbering) => void
  onClose: () => void
}

function firstReminder(policies: readonly ReminderPolicy[] | undefined): string {
  const step = policies?.find((policy) => policy.is_default)?.steps[0]
  if (!step) return 'No reminders are planned.'
  const days = step.offset_days
  const when =
    days === 0
      ? 'on the due date'
      : days > 0
        ? plural(days, '{count} day after the due date', '{count} days after the due date')
        : plural(-days, '{count} day before the due date', '{count} days before the due date')
  return `Then the client is reminded until it is paid, first ${when} at ${step.at}.`
}

function offerWords(kind: Kind): string {
  if (kind === 'quote') return 'The client can accept or decline it online; you get a mail.'
  return 'It asks for no money: the invoice follows when you make it.'
}

function Summary({ preview, client }: Pick<Props, 'preview' | 'client'>) {
  const locale = useLocale()
  const today = useToday()
  const { data: policies } = useQuery(reminderPoliciesOptions)
  const { currency, totals, due_date: due, issue_date: issued, kind } = preview.document
  const asks = asksForMoney(kind)
  return (
    <div className="mb-5">
      <p className="text-muted">{asks ? `${client.name} will owe` : `${titleOf(kind)} for ${client.name}`}</p>
      <p className="font-strong text-figure tracking-tight">
        <Money amount={totals?.amount_due ?? '0'} currency={currency} />
      </p>
      <p className="mt-1 text-muted">
        {asks && due && `Due on ${formatDate(due, locale)}. `}
        {`It gets its number and the date of ${formatDate(issued ?? today, locale)}, and cannot be changed after that. `}
        {asks ? firstReminder(policies) : offerWords(kind)}
      </p>
    </div>
  )
}

export function Review({ id, preview, client, busy, problem, onIssue, onClose }: Props) {
  const me = useMe()
  const [tab, setTab] = useState('mail')
  const [seriesId, setSeriesId] = useState<string | null>(null)
  const { data: billed } = useQuery(clientOptions(client.id))
  const { data: contacts = [] } = useQuery(contactsOptions(client.id))
  const [to, setTo] = useState<string | null>(null)
  const [subject, setSubject] = useState('')
  const [message, setMessage] = useState('')
  const { data: attached } = useQuery({ ...attachmentsOptions(id ?? ''), enabled: id !== null })
  const files = attached?.filter((file) => file.for_client).length ?? 0
  const [withFiles, setWithFiles] = useState(true)
  const usual = writeRecipients(usualRecipients(contacts, billed?.profile.email ?? ''))
  const address = to ?? usual
  const letter = () => ({
    to: to === null ? null : readRecipients(to),
    subject: subject.trim() || null,
    message: message.trim() || null,
    attachments: files > 0 && withFiles,
  })
  const [sends, setSends] = useState(false)
  const tooEarly = isTooEarly(problem) && can(me, 'invoices.backdate')
  const issue = (andSend: boolean, backdate = false) => {
    setSends(andSend)
    onIssue(andSend ? letter() : null, { series_id: seriesId, backdate })
  }

  const mail = (
    <div className="grid gap-4">
      <TextField
        label="To"
        value={address}
        onChange={setTo}
        hint={billed && usual === '' ? 'This client has no e-mail address yet.' : undefined}
      />
      <TextField
        label="Subject"
        required={false}
        placeholder={`${titleOf(preview.document.kind)} … from ${preview.document.seller?.name ?? 'us'}`}
        value={subject}
        onChange={setSubject}
      />
      <TextArea
        label="Message"
        required={false}
        placeholder="Empty: a short greeting with the amount, in the client’s language"
        value={message}
        onChange={setMessage}
        hint="The amount, a button that opens the invoice and the bank details stand below it; the PDF is attached."
      />
      {files > 0 && (
        <Checkbox checked={withFiles} onChange={setWithFiles}>
          {plural(files, 'Send {count} attachment along', 'Send {count} attachments along')}
        </Checkbox>
      )}
    </div>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title="Issue and send"
      size="medium"
      actions={
        <>
          <Button busy={busy === 'issue'} disabled={busy !== null} onClick={() => issue(false)}>
            Issue only
          </Button>
          <Button
            tone="primary"
            busy={busy === 'send'}
            disabled={busy !== null || readRecipients(address).length === 0}
            onClick={() => issue(true)}
          >
            <span className="max-w-64 truncate">Issue and send to {client.name}</span>
          </Button>
        </>
      }
    >
      <Summary preview={preview} client={client} />
      <NumberIn draftId={id} kind={preview.document.kind} value={seriesId} onChange={setSeriesId} />
      <OverLimit preview={preview} client={client} />
      {tooEarly ? (
        <div className="mb-4">
          <Notice
            role="alert"
            tone="late"
            title="The date is before that of the last number"
            action={
              <Button disabled={busy !== null} onClick={() => issue(sends, true)}>
                {sends ? 'Issue and send anyway' : 'Issue anyway'}
              </Button>
            }
          >
            {fieldErrors(problem).issue_date ?? sentenceOf(problem)}
          </Notice>
        </div>
      ) : (
        <FormProblem problem={problem} />
      )}
      <AskApproval
        problem={problem}
        wish={id === null ? null : { invoice_id: id, act: 'issue', issue: { series_id: seriesId } }}
        onAsked={onClose}
      />
      <Tabs
        label="What is sent"
        selected={tab}
        onSelect={setTab}
        items={[
          { id: 'mail', label: 'E-mail', content: mail },
          {
            id: 'invoice',
            label: titleOf(preview.document.kind),
            content: <PaperPages pages={preview.pages} label="Draft" />,
          },
        ]}
      />
    </Dialog>
  )
}
