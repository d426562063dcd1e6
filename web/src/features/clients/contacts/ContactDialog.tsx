// Adding, changing or removing a person at a client.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { removeContact, saveContact } from '~/lib/api/client-parts'
import type { Client, Contact, ContactIn } from '~/lib/api/types'
import { languageOptions, MAILED } from '~/lib/languages'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextArea, TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { ROLES } from './words'

type Draft = Omit<Contact, 'id' | 'client_id' | 'version'>
type Props = { client: Client; contact?: Contact; onClose: () => void }

const NEW: Draft = {
  name: '',
  role: 'billing',
  email: '',
  phone: '',
  language: null,
  channel: 'email',
  receives_invoices: true,
  receives_reminders: true,
  notes: '',
}

function draftOf({ id: _, client_id, version, ...draft }: Contact): Draft {
  return draft
}

/** Who wants to be called gets no mail, whatever was ticked before. */
function bodyOf(draft: Draft): ContactIn {
  return draft.channel === 'email' ? draft : { ...draft, receives_invoices: false, receives_reminders: false }
}

type FieldsProps = { draft: Draft; set: (part: Partial<Draft>) => void; errors: Readonly<Record<string, string>> }

function Mail({ draft, set }: FieldsProps) {
  const firm = draft.role === 'escalation'
  if (draft.channel !== 'email') return null
  return (
    <>
      <Checkbox checked={draft.receives_invoices} onChange={(on) => set({ receives_invoices: on })}>
        Gets invoices
      </Checkbox>
      <Checkbox
        checked={draft.receives_reminders}
        onChange={(on) => set({ receives_reminders: on })}
        hint={firm ? 'Only those that are firm or the last before legal steps.' : undefined}
      >
        Gets reminders
      </Checkbox>
    </>
  )
}

function Fields(props: FieldsProps) {
  const { draft, set, errors } = props
  const locale = useLocale()
  return (
    <>
      <TextField label="Name" required value={draft.name} onChange={(name) => set({ name })} error={errors.name} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Select
          label="Role"
          value={draft.role}
          onChange={(role) => set({ role: role as Draft['role'] })}
          options={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
        />
        <Select
          label="Reach it by"
          value={draft.channel}
          onChange={(channel) => set({ channel: channel as Draft['channel'] })}
          options={[
            { value: 'email', label: 'E-mail' },
            { value: 'phone', label: 'Phone' },
          ]}
          error={errors.channel}
        />
        <TextField
          label="E-mail"
          type="email"
          required={draft.channel === 'email'}
          value={draft.email}
          onChange={(email) => set({ email })}
          error={errors.email}
        />
        <TextField
          label="Phone"
          type="tel"
          required={draft.channel === 'phone'}
          value={draft.phone}
          onChange={(phone) => set({ phone })}
          error={errors.phone}
        />
      </div>
      <Select
        label="Language of mail"
        value={draft.language ?? ''}
        onChange={(language) => set({ language: language || null })}
        options={[{ value: '', label: 'As the invoice' }, ...languageOptions(locale, draft.language ?? 'en', MAILED)]}
        error={errors.language}
      />
      <Mail {...props} />
      <TextArea
        label="Notes"
        required={false}
        value={draft.notes}
        onChange={(notes) => set({ notes })}
        error={errors.notes}
      />
    </>
  )
}

export function ContactDialog({ client, contact, onClose }: Props) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState(contact ? draftOf(contact) : NEW)
  const [removing, setRemoving] = useState(false)
  const done = async (said: string) => {
    onClose()
    toast(said)
    await queries.invalidateQueries({ queryKey: ['clients', client.id] })
  }
  const submission = useSubmit(async () => {
    const saved = await saveContact(client.id, bodyOf(draft), contact)
    await done(`${saved.name} is saved.`)
  })
  async function remove(gone: Contact) {
    setRemoving(true)
    await removeContact(gone).then(
      () => done(`${gone.name} is removed.`),
      (error: unknown) => void toast(sentenceOf(error), { tone: 'late' }),
    )
    setRemoving(false)
  }
  return (
    <Dialog open onClose={onClose} title={contact ? `Change ${contact.name}` : 'New contact'} size="medium">
      <Form submission={submission} label="Contact">
        <Fields draft={draft} set={(part) => setDraft({ ...draft, ...part })} errors={submission.errors} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          {contact && (
            <Button tone="quiet" className="sm:me-auto" busy={removing} onClick={() => void remove(contact)}>
              Remove
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={submission.busy}>
            Save
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
