// Sending an issued invoice: the words can be changed, and one sees the mail as it will arrive.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invoicesChanged, sendInvoice, sendPreviewOptions } from '~/lib/api/invoices'
import type { Invoice } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { useSubmit } from '~/lib/submit'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { ErrorState } from '~/ui/ErrorState'
import { Form } from '~/ui/Form'
import { Bone, Skeleton } from '~/ui/Skeleton'
import { Tabs } from '~/ui/Tabs'
import { TextArea, TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { readRecipients, writeRecipients } from '../recipients'
import { type Lock, LockFields, OPEN } from './LockFields'

type Mail = { to: string[]; subject: string; message: string; html: string }
/** What a person typed, kept while they look at the mail; null is the program's own, which changes with the lock. */
type Typed = {
  to: string | null
  subject: string | null
  message: string | null
  withFiles: boolean | null
  lock: Lock
}
const NOTHING: Typed = { to: null, subject: null, message: null, withFiles: null, lock: OPEN }

type FieldsProps = {
  invoice: Invoice
  mail: Mail
  typed: Typed
  onType: (some: Partial<Typed>) => void
  onClose: () => void
}

function MailFields({ invoice, mail, typed, onType, onClose }: FieldsProps) {
  const client = useQueryClient()
  const { lock, subject, message } = typed
  const to = typed.to ?? writeRecipients(mail.to)
  const sendsFiles = typed.withFiles ?? !lock.on
  const files = invoice.document.attachments.length
  const submission = useSubmit(async () => {
    await sendInvoice(invoice.id, {
      to: readRecipients(to),
      subject: subject === mail.subject ? null : subject,
      message: message === mail.message ? null : message,
      attachments: files > 0 && sendsFiles,
      password: lock.on ? lock.password : null,
      later_mails: lock.laterOpen ? 'usual' : 'discreet',
    })
    onClose()
    toast(`Invoice ${invoice.number} is on its way to ${invoice.client_name}`)
    await invoicesChanged(client)
  })
  const { errors, busy } = submission
  return (
    <Form submission={submission} label="Send the invoice">
      <TextField
        label="To"
        hint="Several addresses with commas between them; each gets a mail of its own."
        required
        value={to}
        onChange={(to) => onType({ to })}
        error={errors.to ?? errors['to.0']}
      />
      <TextField
        label="Subject"
        required
        value={subject ?? mail.subject}
        onChange={(subject) => onType({ subject })}
        error={errors.subject}
      />
      <TextArea
        label="Message"
        hint={
          lock.on
            ? 'Nothing of the invoice stands below it: no amount, no link, no bank details. The PDF is attached.'
            : 'The amount, the button and the bank details stand below it; the PDF is attached.'
        }
        value={message ?? mail.message}
        onChange={(message) => onType({ message })}
        rows={6}
        error={errors.message}
      />
      {files > 0 && (
        <Checkbox
          checked={sendsFiles}
          onChange={(withFiles) => onType({ withFiles })}
          hint={lock.on ? 'The password does not protect them.' : undefined}
        >
          {plural(files, 'Send {count} attachment along', 'Send {count} attachments along')}
        </Checkbox>
      )}
      <LockFields lock={lock} onChange={(lock) => onType({ lock })} error={errors.password} />
      <DialogActions onClose={onClose} busy={busy}>
        Send to {invoice.client_name}
      </DialogActions>
    </Form>
  )
}

export function SendDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const [tab, setTab] = useState('write')
  const [typed, setTyped] = useState<Typed>(NOTHING)
  const { data: mail, error, refetch } = useQuery(sendPreviewOptions(invoice.id, typed.lock.on))
  return (
    <Dialog open onClose={onClose} title={`Send invoice ${invoice.number}`} size="medium">
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!mail && !error && (
        <Skeleton label="Writing the mail">
          <Bone className="h-80" />
        </Skeleton>
      )}
      {mail && (
        <Tabs
          label="The mail"
          selected={tab}
          onSelect={setTab}
          items={[
            {
              id: 'write',
              label: 'Write',
              content: (
                <MailFields
                  invoice={invoice}
                  mail={mail}
                  typed={typed}
                  onType={(some) => setTyped({ ...typed, ...some })}
                  onClose={onClose}
                />
              ),
            },
            {
              id: 'look',
              label: 'How it arrives',
              content: (
                <iframe
                  title="The mail as it arrives"
                  sandbox=""
                  srcDoc={mail.html}
                  className="h-[60dvh] w-full rounded-panel border border-line bg-[#fff]"
                />
              ),
            },
          ]}
        />
      )}
    </Dialog>
  )
}
