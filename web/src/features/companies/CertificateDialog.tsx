// Uploading the certificate a company signs with: the file and its password, which is not kept.
import { useState } from 'react'
import { uploadCertificate } from '~/lib/api/prints'
import { useSubmit } from '~/lib/submit'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Field } from '~/ui/Field'
import { Form } from '~/ui/Form'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

type Props = { company: string; onClose: () => void; onDone: () => Promise<unknown> }

export function CertificateDialog({ company, onClose, onDone }: Props) {
  const [file, setFile] = useState<File | null>(null)
  const [password, setPassword] = useState('')
  const submission = useSubmit(async () => {
    if (!file) return
    const saved = await uploadCertificate(company, file, password)
    await onDone()
    onClose()
    toast(`Certificate of ${saved.subject} is ready to sign with.`)
  })
  return (
    <Dialog open onClose={onClose} title="Upload a certificate">
      <Form submission={submission} label="Upload a certificate">
        <p className="text-muted">
          A file that ends in .p12 or .pfx, as a trust service gives it out. It is kept encrypted, and nobody can take
          it out again.
        </p>
        <Field label="File" error={submission.errors.pkcs12} required>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".p12,.pfx,application/x-pkcs12"
              className="block w-full"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <TextField
          label="Password of the file"
          type="password"
          autoComplete="off"
          value={password}
          onChange={setPassword}
          error={submission.errors.password}
        />
        <DialogActions onClose={onClose} busy={submission.busy} disabled={!file}>
          Upload
        </DialogActions>
      </Form>
    </Dialog>
  )
}
