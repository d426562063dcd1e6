// What can be done with the ticked invoices: they are sent one after the other, and each failure is named.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { invoicesChanged, sendInvoice } from '~/lib/api/invoices'
import type { InvoiceSummary } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { ConfirmDialog } from '~/ui/Dialog'
import { toast } from '~/ui/toasts'

type Props = { rows: readonly InvoiceSummary[]; onDone: () => void }

async function sendAll(rows: readonly InvoiceSummary[]): Promise<number> {
  let sent = 0
  for (const row of rows) {
    try {
      await sendInvoice(row.id, {})
      sent += 1
    } catch (error) {
      toast(`Invoice ${row.number} was not sent. ${sentenceOf(error)}`, { tone: 'late' })
    }
  }
  return sent
}

export function SelectionBar({ rows, onDone }: Props) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const sendable = rows.filter((row) => row.status === 'issued')
  const send = useMutation({
    mutationFn: () => sendAll(sendable),
    onSuccess: async (sent) => {
      setAsking(false)
      if (sent > 0) toast(plural(sent, '{count} invoice is on its way', '{count} invoices are on their way'))
      onDone()
      await invoicesChanged(client)
    },
  })
  const words = plural(sendable.length, 'Send {count} invoice', 'Send {count} invoices')
  return (
    <div className="sticky bottom-18 z-10 mt-4 flex flex-wrap items-center gap-3 rounded-panel bg-ink px-4 py-2 text-bg shadow-raised lg:bottom-4">
      <p role="status" className="me-auto">
        {plural(rows.length, '{count} invoice selected', '{count} invoices selected')}
      </p>
      <Button size="small" onClick={onDone} tone="quiet" className="text-bg! hover:bg-bg/15!">
        Clear selection
      </Button>
      <Button
        size="small"
        tone="primary"
        disabled={sendable.length === 0}
        icon={<Send aria-hidden className="size-4" />}
        onClick={() => setAsking(true)}
      >
        {words}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => send.mutate()}
        busy={send.isPending}
        title={`${words}?`}
        confirm={words}
      >
        Each client gets an e-mail with the invoice as a PDF and a link to it. Drafts and void invoices are left out.
      </ConfirmDialog>
    </div>
  )
}
