// A password on the PDF of one sending, and what that costs: said before it is sent, for it cannot be taken back.
import { Checkbox } from '~/ui/Checkbox'
import { Notice } from '~/ui/Notice'
import { TextField } from '~/ui/TextField'

/** `laterOpen`: the reminders and receipts that follow are as usual, with the PDF open. */
export type Lock = { on: boolean; password: string; laterOpen: boolean }
export const OPEN: Lock = { on: false, password: '', laterOpen: false }

type Props = { lock: Lock; onChange: (lock: Lock) => void; error?: string }

export function LockFields({ lock, onChange, error }: Props) {
  return (
    <>
      <Checkbox checked={lock.on} onChange={(on) => onChange({ ...OPEN, on })}>
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
            onChange={(password) => onChange({ ...lock, password })}
            error={error}
          />
          <Checkbox
            checked={lock.laterOpen}
            onChange={(laterOpen) => onChange({ ...lock, laterOpen })}
            hint={
              lock.laterOpen
                ? 'They show the amount and carry the PDF without a password.'
                : 'Else they say only that it is unpaid or paid: no PDF, no amount, no link, and not your own words.'
            }
          >
            Send later reminders and receipts as usual
          </Checkbox>
          <Notice tone="spark" title="Tell your client the password another way, on the phone for example">
            This PDF is no archive file (PDF/A) and carries no e-invoice and no signature. Where a law asks for an
            e-invoice, send it without a password.
            {!lock.laterOpen && ' To send it again, come back here: it is not sent open by itself.'}
          </Notice>
        </>
      )}
    </>
  )
}
