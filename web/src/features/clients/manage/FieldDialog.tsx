// A new field of one's own. Its key is made from the label, as only programs see it.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { saveField } from '~/lib/api/client-parts'
import type { ClientField } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { splitTags } from '../tags'
import { keyFrom } from './key'

export const KINDS: Readonly<Record<ClientField['kind'], string>> = {
  text: 'Text',
  number: 'Number',
  date: 'Day',
  choice: 'Choice',
}

export function FieldDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const [label, setLabel] = useState('')
  const [kind, setKind] = useState<ClientField['kind']>('text')
  const [choices, setChoices] = useState('')
  const submission = useSubmit(async () => {
    await saveField({ key: keyFrom(label), label, kind, choices: kind === 'choice' ? splitTags(choices) : [] })
    onClose()
    await queries.invalidateQueries({ queryKey: ['client-fields'] })
  })
  const { errors } = submission
  return (
    <Dialog open onClose={onClose} title="New field">
      <Form submission={submission} label="New field">
        <TextField label="Label" required value={label} onChange={setLabel} error={errors.label ?? errors.key} />
        <Select
          label="Kind"
          value={kind}
          onChange={(chosen) => setKind(chosen as ClientField['kind'])}
          options={Object.entries(KINDS).map(([value, words]) => ({ value, label: words }))}
        />
        {kind === 'choice' && (
          <TextField
            label="Choices"
            required
            hint="With commas between them."
            value={choices}
            onChange={setChoices}
            error={errors.choices}
          />
        )}
        <DialogActions onClose={onClose} busy={submission.busy}>
          Add the field
        </DialogActions>
      </Form>
    </Dialog>
  )
}
