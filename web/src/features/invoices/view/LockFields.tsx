// A password on the PDF of one sending, and what that costs: said before it is sent, for it cannot be taken back.
import { Checkbox } from '~/ui/Checkbox'
import { Notice } from '~/ui/Notice'
import { TextField } from '~/ui/TextField'

export type Lock = { on: boolean; password: string }
export const OPEN: Lock = { on: false, password: '' }

type Props = { lock: Lock; onChange: (lock: Lock) => void; error?: string }

export function LockFields({ lock, onChange, error }: Props) {
  return (
    <>
      <Checkbox checked={lock.on} onChange={(on) => onChange({ on, password: '' })}>
        Protect the PDF with a password
      </Checkbox>
      {lock.on && (
        <>
          <TextField
            label="Password of the PDF"
            hint="At least 8 characters. It is not in the mail, and we forget it once the mail is sent."
            required
            minLength={8}
            maxLength={100}
            autoComplete="off"
            value={lock.password}
            onChange={(password) => onChange({ on: true, password })}
            error={error}
          />
          <Notice tone="spark" title="Tell your client the password another way, on the phone for example">
            This PDF is no archive file (PDF/A) and carries no e-invoice and no signature. Where a law asks for an
            e-invoice, send it without a password. Reminders and receipts that follow carry the PDF without one too.
          </Notice>
        </>
      )}
    </>
  )
}
