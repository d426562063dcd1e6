// Where the link in the mail leads: a new password, and every other session ends.
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '~/lib/api/client'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { Link } from '~/ui/Link'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { AuthPage } from './AuthPage'

const route = getRouteApi('/reset-password')

export function ResetPassword() {
  const { token } = route.useSearch()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const submission = useSubmit(async () => {
    await answer(api.POST('/v1/auth/reset-password', { body: { token, password } }))
    toast('Your password is set. Sign in with it.')
    await navigate({ to: '/sign-in' })
  })
  return (
    <AuthPage
      title="Choose a new password"
      lead="You will be signed out everywhere else."
      foot={<Link to="/forgot-password">Ask for another link</Link>}
    >
      <Form submission={submission} label="Choose a new password">
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          hint="At least 10 characters. A sentence is a good one."
          required
          value={password}
          onChange={setPassword}
          error={submission.errors.password ?? submission.errors.token}
        />
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          Set the password
        </Button>
      </Form>
    </AuthPage>
  )
}
