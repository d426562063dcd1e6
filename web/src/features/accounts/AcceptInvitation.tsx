// Where an invitation leads: new people choose a name and a password, people with an account enter theirs.
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '~/lib/api/client'
import { adoptMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Form } from '~/ui/Form'
import { Link } from '~/ui/Link'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { AuthPage } from './AuthPage'

const route = getRouteApi('/accept-invitation')

export function AcceptInvitation() {
  const { token } = route.useSearch()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [known, setKnown] = useState(false)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const submission = useSubmit(async () => {
    const body = { token, name: known ? null : name, password }
    const me = await answer(api.POST('/v1/auth/accept-invitation', { body }))
    client.clear()
    adoptMe(client, me)
    toast(`Welcome to ${me.organization?.name ?? 'DueSpark'}.`)
    await navigate({ to: '/' })
  })
  const { errors } = submission
  return (
    <AuthPage
      title="Join your colleagues"
      lead={known ? 'Enter the password of your account.' : 'Choose how you are called and a password.'}
      foot={<Link to="/sign-in">Sign in with another account</Link>}
    >
      <Form submission={submission} label="Accept the invitation">
        {!known && (
          <TextField
            label="Your name"
            autoComplete="name"
            required
            value={name}
            onChange={setName}
            error={errors.name}
          />
        )}
        <TextField
          label="Password"
          type="password"
          autoComplete={known ? 'current-password' : 'new-password'}
          hint={known ? undefined : 'At least 10 characters. A sentence is a good one.'}
          required
          value={password}
          onChange={setPassword}
          error={errors.password ?? errors.token}
        />
        <Checkbox checked={known} onChange={setKnown}>
          I have a DueSpark account with this e-mail already
        </Checkbox>
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          Join
        </Button>
      </Form>
    </AuthPage>
  )
}
