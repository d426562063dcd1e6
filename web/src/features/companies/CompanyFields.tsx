// The fields of a company in groups: who it is, how it is taxed, where clients pay, how its documents look.
import type { FieldErrors } from '~/lib/problem'
import { AddressFields } from '~/ui/AddressFields'
import { Checkbox } from '~/ui/Checkbox'
import { TaxIdsField } from '~/ui/TaxIdsField'
import { TextField } from '~/ui/TextField'
import { AccountsField } from './AccountsField'
import { AddressesField } from './AddressesField'
import type { CompanyDraft, ProfileDraft } from './draft'
import { Group } from './Group'
import { SignatureField } from './SignatureField'
import { TermsFields } from './TermsFields'

type Props = {
  draft: CompanyDraft
  onChange: (draft: CompanyDraft) => void
  errors: FieldErrors
  /** The first time, only what an invoice cannot do without. */
  short?: boolean
}

export function CompanyFields({ draft, onChange, errors, short = false }: Props) {
  const set = (part: Partial<CompanyDraft>) => onChange({ ...draft, ...part })
  const setProfile = (part: Partial<ProfileDraft>) => set({ profile: { ...draft.profile, ...part } })
  const fact = (name: 'name' | 'trading_name' | 'email' | 'phone' | 'website' | 'registration_number') => ({
    value: draft.profile[name],
    onChange: (text: string) => setProfile({ [name]: text }),
    error: errors[`profile.${name}`],
  })
  return (
    <>
      <Group title="Who you are" lead="This stands at the top of every invoice.">
        <TextField label="Legal name" autoComplete="organization" required {...fact('name')} />
        {!short && <TextField label="Trading name" required={false} {...fact('trading_name')} />}
        <AddressFields
          value={draft.profile.address}
          onChange={(address) => setProfile({ address })}
          errors={errors}
          path="profile.address"
        />
        <TextField label="E-mail" type="email" required={false} hint="Clients' answers go here." {...fact('email')} />
        {!short && (
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField label="Phone" type="tel" required={false} {...fact('phone')} />
            <TextField label="Website" type="url" required={false} {...fact('website')} />
          </div>
        )}
      </Group>
      <Group title="Tax" lead="Decides which taxes your invoices may show.">
        <Checkbox
          checked={draft.tax_registered}
          onChange={(tax_registered) => set({ tax_registered })}
          hint="Switch this off if you do not charge VAT, GST or sales tax."
        >
          Registered for value-added or sales tax
        </Checkbox>
        <TaxIdsField
          value={draft.profile.tax_ids}
          onChange={(tax_ids) => setProfile({ tax_ids })}
          errors={errors}
          path="profile.tax_ids"
          country={draft.profile.address.country}
        />
        {!short && <TextField label="Company register number" required={false} {...fact('registration_number')} />}
      </Group>
      {!short && (
        <AddressesField
          value={draft.addresses}
          onChange={(addresses) => set({ addresses })}
          errors={errors}
          country={draft.profile.address.country}
        />
      )}
      <AccountsField
        value={draft.bank_accounts}
        onChange={(bank_accounts) => set({ bank_accounts })}
        errors={errors}
        holder={draft.profile.name}
        currency={draft.currency}
        short={short}
      />
      <Group title="Terms and language">
        <TermsFields draft={draft} onChange={set} errors={errors} short={short} />
      </Group>
      {!short && (
        <Group title="Mails">
          <SignatureField
            value={draft.email_signature}
            onChange={(email_signature) => set({ email_signature })}
            error={errors.email_signature}
          />
        </Group>
      )}
    </>
  )
}
