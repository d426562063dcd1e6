// Legal holds that keep this document: who placed them and why, and the dialog that places one on it.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { holdsOnInvoiceOptions, type LegalHold, placeHold, releaseHold } from '~/lib/api/privacy'
import { can, useMe } from '~/lib/api/session'
import type { Invoice } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { Button } from '~/ui/Button'
import { Notice } from '~/ui/Notice'
import { ReasonDialog } from '~/ui/ReasonDialog'
import { toast } from '~/ui/toasts'

export function HoldNotices({ invoice }: { invoice: Invoice }) {
  const me = useMe()
  const locale = useLocale()
  const queries = useQueryClient()
  const [open, setOpen] = useState<LegalHold | null>(null)
  const { data } = useQuery({
    ...holdsOnInvoiceOptions(invoice.id, invoice.client_id),
    enabled: can(me, 'privacy.read'),
  })
  if (!data || data.length === 0) return null
  const release = async (hold: LegalHold, reason: string) => {
    await releaseHold(hold.id, reason)
    setOpen(null)
    toast('The legal hold is released.')
    await queries.invalidateQueries({ queryKey: ['clients'] })
  }
  return (
    <div className="mb-6 grid gap-3">
      {data.map((hold) => (
        <Notice
          key={hold.id}
          title={hold.invoice_id ? 'A legal hold keeps this document' : 'A legal hold keeps everything of this client'}
          action={
            can(me, 'privacy.write') && (
              <Button size="small" onClick={() => setOpen(hold)}>
                Release
              </Button>
            )
          }
        >
          <p className="break-words">
            {hold.reason.replace(/\.?$/, '.')} Placed by {hold.placed_by} on{' '}
            {formatDate(hold.placed_at.slice(0, 10), locale)}.
          </p>
        </Notice>
      ))}
      {open && (
        <ReasonDialog
          title="Release the legal hold"
          label="Why it is over"
          action="Release"
          run={(reason) => release(open, reason)}
          onClose={() => setOpen(null)}
        >
          <p>{open.reason}</p>
        </ReasonDialog>
      )}
    </div>
  )
}

export function HoldDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const queries = useQueryClient()
  const hold = async (reason: string) => {
    await placeHold(invoice.client_id, reason, invoice.id)
    onClose()
    toast('The legal hold stands.')
    await queries.invalidateQueries({ queryKey: ['clients'] })
  }
  return (
    <ReasonDialog
      title="Place a legal hold"
      label="Why it must be kept"
      action="Place the hold"
      run={hold}
      onClose={onClose}
    >
      <p>For a dispute, an audit or a court: this document is not erased until somebody releases the hold.</p>
    </ReasonDialog>
  )
}
