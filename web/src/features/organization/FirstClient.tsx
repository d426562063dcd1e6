// The third step: somebody who pays, with only what the first invoice needs.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createClient } from '~/lib/api/clients'
import { useMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { AddressFields, NO_ADDRESS } from '~/ui/AddressFields'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { TextField } from '~/ui/TextField'
import { StepPage } from './StepPage'

export function FirstClient() {
  const { organization } = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [address, setAddress] = useState({ ...NO_ADDRESS, country: organization?.country ?? '' })
  const submission = useSubmit(async () => {
    const profile = { name, email, address }
    const made = await createClient({ profile, currency: organization?.base_currency ?? 'EUR' })
    await client.invalidateQueries({ queryKey: ['clients'] })
    await navigate({ to: '/invoices/new', search: { client: made.id } })
  })
  const { errors } = submission
  return (
    <StepPage
      step={3}
      title="Who pays you?"
      lead="Your first client. The invoice goes to the e-mail address."
      skippable
    >
      <Form submission={submission} label="Your first client">
        <TextField label="Name" required value={name} onChange={setName} error={errors['profile.name']} />
        <TextField label="E-mail" type="email" value={email} onChange={setEmail} error={errors['profile.email']} />
        <AddressFields value={address} onChange={setAddress} errors={errors} path="profile.address" />
        <Button type="submit" tone="primary" size="large" busy={submission.busy} className="mt-2 sm:justify-self-start">
          Continue to the first invoice
        </Button>
      </Form>
    </StepPage>
  )
}
