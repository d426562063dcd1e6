// Sending an issued invoice: the words can be changed, and one sees the mail as it will arrive.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invoicesChanged, sendInvoice, sendPreviewOptions } from '~/lib/api/invoices'
import type { Invoice } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Form } from '~/ui/Form'
import { Bone, Skeleton } from '~/ui/Skeleton'
import { Tabs } from '~/ui/Tabs'
import { TextArea, TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { readRecipients, writeRecipients } from '../recipients'

type Mail = { to: string[]; subject: string; message: string; html: string }

function MailFields({ invoice, mail, onClose }: { invoice: Invoice; mail: Mail; onClose: () => void }) {
  const client = useQueryClient()
  const [to, setTo] = useState(writeRecipients(mail.to))
  const [subject, setSubject] = useState(mail.subject)
  const [message, setMessage] = useState(mail.message)
  const [withFiles, setWithFiles] = useState(true)
  const files = invoice.document.attachments.length
  const submission = useSubmit(async () => {
    await sendInvoice(invoice.id, {
      to: readRecipients(to),
      subject: subject === mail.subject ? null : subject,
      message: message === mail.message ? null : message,
      attachments: files > 0 && withFiles,
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
        onChange={setTo}
        error={errors.to ?? errors['to.0']}
      />
      <TextField label="Subject" required value={subject} onChange={setSubject} error={errors.subject} />
      <TextArea
        label="Message"
        hint="The amount, the button and the bank details stand below it; the PDF is attached."
        value={message}
        onChange={setMessage}
        rows={6}
        error={errors.message}
      />
      {files > 0 && (
        <Checkbox checked={withFiles} onChange={setWithFiles}>
          {plural(files, 'Send {count} attachment along', 'Send {count} attachments along')}
        </Checkbox>
      )}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" busy={busy}>
          Send to {invoice.client_name}
        </Button>
      </div>
    </Form>
  )
}

export function SendDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const [tab, setTab] = useState('write')
  const { data: mail, error, refetch } = useQuery(sendPreviewOptions(invoice.id))
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
            { id: 'write', label: 'Write', content: <MailFields invoice={invoice} mail={mail} onClose={onClose} /> },
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
