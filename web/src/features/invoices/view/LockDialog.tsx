// A copy of the PDF with a password, and what it costs: it is no archive file and no e-invoice any more.
import { useState } from 'react'
import { lockedPdf } from '~/lib/api/prints'
import type { Invoice } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { TextField } from '~/ui/TextField'
import { nameOf } from '../kinds'

function save(content: Blob, name: string) {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export function LockDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const [password, setPassword] = useState('')
  const [print, setPrint] = useState(true)
  const [copy, setCopy] = useState(false)
  const submission = useSubmit(async () => {
    const content = await lockedPdf(invoice.id, { password, allow_print: print, allow_copy: copy })
    save(content, `${nameOf(invoice)} (locked).pdf`.replaceAll(/[/\\]/g, '-'))
    onClose()
  })
  return (
    <Dialog open onClose={onClose} title="Download with a password">
      <Form submission={submission} label="Download with a password">
        <p className="text-muted">
          This copy opens with the password only. It is no archive file (PDF/A) and carries no e-invoice and no
          signature.
        </p>
        <TextField
          label="Password"
          hint="At least 8 characters. Tell it to your client another way; we do not keep it."
          required
          minLength={8}
          maxLength={100}
          autoComplete="off"
          value={password}
          onChange={setPassword}
          error={submission.errors.password}
        />
        <Checkbox checked={print} onChange={setPrint}>
          It may be printed
        </Checkbox>
        <Checkbox checked={copy} onChange={setCopy}>
          Text may be copied out of it
        </Checkbox>
        <DialogActions onClose={onClose} busy={submission.busy}>
          Download
        </DialogActions>
      </Form>
    </Dialog>
  )
}
