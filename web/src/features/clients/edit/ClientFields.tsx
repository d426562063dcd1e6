// The fields of a client in groups: who it is, where mail goes, its tax numbers, how it is invoiced and reminded.
import type { FieldErrors } from '~/lib/problem'
import { AddressFields } from '~/ui/AddressFields'
import { Checkbox } from '~/ui/Checkbox'
import { Select } from '~/ui/Select'
import { TaxIdsField } from '~/ui/TaxIdsField'
import { TextArea, TextField } from '~/ui/TextField'
import type { ClientDraft, ProfileDraft } from '../draft'
import { Group } from './Group'
import { OrderFields } from './OrderFields'
import { OwnFields } from './OwnFields'
import { TagsField } from './TagsField'
import { TermsFields } from './TermsFields'

type Props = { draft: ClientDraft; onChange: (draft: ClientDraft) => void; errors: FieldErrors }
type TextOfProfile = Exclude<keyof ProfileDraft, 'address' | 'tax_ids' | 'identifiers' | 'endpoint'>

export function ClientFields({ draft, onChange, errors }: Props) {
  const set = (part: Partial<ClientDraft>) => onChange({ ...draft, ...part })
  const setProfile = (part: Partial<ProfileDraft>) => set({ profile: { ...draft.profile, ...part } })
  const fact = (name: TextOfProfile) => ({
    value: draft.profile[name],
    onChange: (text: string) => setProfile({ [name]: text }),
    error: errors[`profile.${name}`],
  })
  return (
    <>
      <Group title="Who it is" lead="This stands on the invoice, next to “Bill to”.">
        <TextField label="Name" required autoComplete="off" {...fact('name')} />
        <TextField label="Trading name" required={false} autoComplete="off" {...fact('trading_name')} />
        <AddressFields
          value={draft.profile.address}
          onChange={(address) => setProfile({ address })}
          errors={errors}
          path="profile.address"
        />
      </Group>
      <Group title="Contact">
        <TextField
          label="E-mail"
          type="email"
          required={false}
          autoComplete="off"
          hint="Invoices and reminders go here, unless a contact gets them."
          {...fact('email')}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField label="Contact person" required={false} autoComplete="off" {...fact('contact_name')} />
          <TextField label="Phone" type="tel" required={false} autoComplete="off" {...fact('phone')} />
        </div>
        <TextField label="Website" type="url" required={false} autoComplete="off" {...fact('website')} />
      </Group>
      <Group title="Tax">
        <Select
          label="Buys as"
          value={draft.kind}
          onChange={(kind) => set({ kind: kind as ClientDraft['kind'] })}
          options={[
            { value: 'business', label: 'A business' },
            { value: 'consumer', label: 'A private person' },
          ]}
          hint="Which tax an invoice abroad charges depends on it."
        />
        <TaxIdsField
          value={draft.profile.tax_ids}
          onChange={(tax_ids) => setProfile({ tax_ids })}
          errors={errors}
          path="profile.tax_ids"
          country={draft.profile.address.country}
        />
        <TextField label="Company register number" required={false} {...fact('registration_number')} />
      </Group>
      <Group title="Invoices" lead="What a new invoice for this client starts with.">
        <TermsFields draft={draft} onChange={set} errors={errors} />
        <OrderFields draft={draft} onChange={set} errors={errors} />
      </Group>
      <OwnFields values={draft.custom} onChange={(custom) => set({ custom })} errors={errors} />
      <Group title="Reminders, tags and notes">
        <TagsField value={draft.tags} onChange={(tags) => set({ tags })} error={errors.tags} />
        <Checkbox
          checked={draft.reminders_paused}
          onChange={(reminders_paused) => set({ reminders_paused })}
          hint="No reminder goes out for any of its invoices until you switch this off."
        >
          Pause all reminders to this client
        </Checkbox>
        <TextArea
          label="Notes"
          required={false}
          hint="Only your team sees them."
          value={draft.notes}
          onChange={(notes) => set({ notes })}
          error={errors.notes}
        />
      </Group>
    </>
  )
}
