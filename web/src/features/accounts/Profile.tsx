// Who one is: name, password, and the devices on which one is signed in.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { updateMe } from '~/lib/api/organization'
import { adoptMe, useMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { PageHeader } from '~/ui/PageHeader'
import { Section } from '~/ui/Section'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { SignedInDevices } from './SignedInDevices'

function NameForm() {
  const me = useMe()
  const client = useQueryClient()
  const [name, setName] = useState(me.user.name)
  const submission = useSubmit(async () => {
    adoptMe(client, await updateMe({ name }))
    toast('Your name is changed.')
  })
  return (
    <Form submission={submission} label="Your name">
      <TextField
        label="Name"
        autoComplete="name"
        required
        value={name}
        onChange={setName}
        error={submission.errors.name}
      />
      <TextField label="E-mail" value={me.user.email} onChange={() => undefined} readOnly />
      <Button type="submit" busy={submission.busy} className="justify-self-start">
        Save the name
      </Button>
    </Form>
  )
}

function PasswordForm() {
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const submission = useSubmit(async () => {
    adoptMe(client, await updateMe({ password: { current, new: next } }))
    setCurrent('')
    setNext('')
    await client.invalidateQueries({ queryKey: ['sessions'] })
    toast('Your password is changed, and other devices are signed out.')
  })
  const { errors } = submission
  return (
    <Form submission={submission} label="Password">
      <TextField
        label="Present password"
        type="password"
        autoComplete="current-password"
        required
        value={current}
        onChange={setCurrent}
        error={errors['password.current']}
      />
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        hint="At least 10 characters. A sentence is a good one."
        required
        value={next}
        onChange={setNext}
        error={errors['password.new']}
      />
      <Button type="submit" busy={submission.busy} className="justify-self-start">
        Change the password
      </Button>
    </Form>
  )
}

export function Profile() {
  return (
    <div className="grid max-w-form gap-10">
      <div className="-mb-10">
        <PageHeader title="Profile" />
      </div>
      <NameForm />
      <Section title="Password">
        <PasswordForm />
      </Section>
      <Section title="Where you are signed in">
        <SignedInDevices />
      </Section>
    </div>
  )
}
