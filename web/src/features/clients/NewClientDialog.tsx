// A client in four fields, made while writing an invoice; the rest can follow on the client's own page.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createClient } from '~/lib/api/clients'
import { currenciesOptions } from '~/lib/api/companies'
import { useMe } from '~/lib/api/session'
import type { Client } from '~/lib/api/types'
import { countryOptions } from '~/lib/countries'
import { useLocale } from '~/lib/locale'
import { useSubmit } from '~/lib/submit'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

type Props = { name: string; onMade: (client: Client) => void; onClose: () => void }

export function NewClientDialog({ name: typed, onMade, onClose }: Props) {
  const queries = useQueryClient()
  const locale = useLocale()
  const { organization } = useMe()
  const { data: currencies = [] } = useQuery(currenciesOptions)
  const [name, setName] = useState(typed)
  const [email, setEmail] = useState('')
  const [country, setCountry] = useState(organization?.country ?? '')
  const [currency, setCurrency] = useState(organization?.base_currency ?? 'EUR')
  const submission = useSubmit(async () => {
    const made = await createClient({ profile: { name, email, address: { country } }, currency })
    toast(`${made.profile.name} added`)
    onMade(made)
    await queries.invalidateQueries({ queryKey: ['clients'] })
  })
  const { errors, busy } = submission
  const codes = currencies.map(({ code }) => ({ value: code, label: code }))
  return (
    <Dialog open onClose={onClose} title="New client">
      <Form submission={submission} label="New client">
        <TextField label="Name" required value={name} onChange={setName} error={errors['profile.name']} />
        <TextField
          label="E-mail"
          type="email"
          required={false}
          hint="Invoices and reminders go there."
          value={email}
          onChange={setEmail}
          error={errors['profile.email']}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label="Country"
            value={country}
            onChange={setCountry}
            options={[{ value: '', label: 'Not given' }, ...countryOptions(locale)]}
            error={errors['profile.address.country']}
          />
          <Select
            label="Currency"
            value={currency}
            onChange={setCurrency}
            options={codes.length > 0 ? codes : [{ value: currency, label: currency }]}
            error={errors.currency}
          />
        </div>
        <DialogActions onClose={onClose} busy={busy}>
          Add client
        </DialogActions>
      </Form>
    </Dialog>
  )
}
