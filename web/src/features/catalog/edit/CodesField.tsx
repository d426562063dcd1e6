// Codes of lists that authorities and buyers sort goods by, such as HSN and SAC.
import { Plus, Trash2 } from 'lucide-react'
import { newKey } from '~/lib/api/client'
import { Button, IconButton } from '~/ui/Button'
import { TextField } from '~/ui/TextField'
import type { CodeDraft } from '../draft'

type Props = {
  codes: readonly CodeDraft[]
  onChange: (codes: readonly CodeDraft[]) => void
  errorOf: (key: string) => string | undefined
  /** The list one usually names. */
  usual: string
}

export function CodesField({ codes, onChange, errorOf, usual }: Props) {
  const change = (key: string, part: Partial<CodeDraft>) =>
    onChange(codes.map((one) => (one.key === key ? { ...one, ...part } : one)))
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-strong">
        Classifications <span className="font-normal text-muted text-small">optional</span>
      </legend>
      {codes.map((one, index) => (
        <div key={one.key} className="grid grid-cols-[6.5rem_1fr_auto] items-start gap-2">
          <TextField
            label={`List of code ${index + 1}`}
            labelHidden
            placeholder="HSN"
            value={one.scheme}
            onChange={(scheme) => change(one.key, { scheme })}
          />
          <TextField
            label={`Code ${index + 1}`}
            labelHidden
            placeholder="The code"
            value={one.code}
            onChange={(code) => change(one.key, { code })}
            error={errorOf(one.key)}
          />
          <IconButton
            label={`Remove code ${index + 1}`}
            onClick={() => onChange(codes.filter((other) => other.key !== one.key))}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      <Button
        size="small"
        className="justify-self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => onChange([...codes, { key: newKey(), scheme: codes.at(-1)?.scheme ?? usual, code: '' }])}
      >
        Add a code
      </Button>
    </fieldset>
  )
}
