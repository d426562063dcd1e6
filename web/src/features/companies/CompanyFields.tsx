// The fields of a company in groups: who it is, how it is taxed, where clients pay, how its documents look.
import type { ReactNode } from 'react'
import type { FieldErrors } from '~/lib/problem'
import { AddressFields } from '~/ui/AddressFields'
import { Checkbox } from '~/ui/Checkbox'
import { TaxIdsField } from '~/ui/TaxIdsField'
import { TextField } from '~/ui/TextField'
import { ColorField } from './ColorField'
import type { BankDraft, CompanyDraft, ProfileDraft } from './draft'
import { TermsFields } from './TermsFields'

type Props = {
  draft: CompanyDraft
  onChange: (draft: CompanyDraft) => void
  errors: FieldErrors
  /** The first time, only what an invoice cannot do without. */
  short?: boolean
}

export function Group({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-5 border-line border-t pt-6">
      <legend className="float-start mb-1 w-full">
        <span className="font-strong text-lead">{title}</span>
        {lead && <span className="mt-0.5 block text-muted">{lead}</span>}
      </legend>
      {children}
    </fieldset>
  )
}

export function CompanyFields({ draft, onChange, errors, short = false }: Props) {
  const set = (part: Partial<CompanyDraft>) => onChange({ ...draft, ...part })
  const setProfile = (part: Partial<ProfileDraft>) => set({ profile: { ...draft.profile, ...part } })
  const fact = (name: 'name' | 'trading_name' | 'email' | 'phone' | 'website' | 'registration_number') => ({
    value: draft.profile[name],
    onChange: (text: string) => setProfile({ [name]: text }),
    error: errors[`profile.${name}`],
  })
  const account = (name: keyof BankDraft) => ({
    value: draft.bank_account[name],
    onChange: (text: string) => set({ bank_account: { ...draft.bank_account, [name]: text } }),
    error: errors[`bank_account.${name}`],
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
      <Group title="Bank account" lead="Where clients pay. It is kept encrypted.">
        <TextField label="IBAN" required={false} autoComplete="off" spellCheck={false} {...account('iban')} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField label="BIC" required={false} autoComplete="off" spellCheck={false} {...account('bic')} />
          <TextField label="Name of the bank" required={false} {...account('bank_name')} />
        </div>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            label="Account number"
            required={false}
            autoComplete="off"
            hint="Only where there is no IBAN."
            {...account('account_number')}
          />
          <TextField label="Account holder" required={false} placeholder={draft.profile.name} {...account('holder')} />
        </div>
      </Group>
      <Group title="Terms and language">
        <TermsFields draft={draft} onChange={set} errors={errors} short={short} />
      </Group>
      {!short && (
        <Group title="Look">
          <ColorField
            value={draft.brand_color}
            onChange={(brand_color) => set({ brand_color })}
            error={errors.brand_color}
          />
        </Group>
      )}
    </>
  )
}
