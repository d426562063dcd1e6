// By what way money came or went, and what the bank statement says of it.
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { METHODS, type Method } from './words'

type Props = {
  method: Method
  onMethod: (value: Method) => void
  reference: string
  onReference: (value: string) => void
  error: string | undefined
}

export function HowPaid({ method, onMethod, reference, onReference, error }: Props) {
  return (
    <>
      <Select label="How" value={method} onChange={(value) => onMethod(value as Method)} options={METHODS} />
      <TextField
        label="Reference"
        required={false}
        placeholder="As on the bank statement"
        value={reference}
        onChange={onReference}
        error={error}
      />
    </>
  )
}
