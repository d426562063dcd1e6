// Where the link in the verification mail leads: it signs the person in, once.
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '~/lib/api/client'
import { adoptMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { Link } from '~/ui/Link'
import { TextField } from '~/ui/TextField'
import { AuthPage } from './AuthPage'

const route = getRouteApi('/verify-email')

/** Asks for one press: mail scanners open links, and a link that acts by itself would be used up by them. */
export function VerifyEmail() {
  const { token: given } = route.useSearch()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [token, setToken] = useState(given)
  const submission = useSubmit(async () => {
    adoptMe(client, await answer(api.POST('/v1/auth/verify-email', { body: { token: token.trim() } })))
    await navigate({ to: '/onboarding' })
  })
  return (
    <AuthPage
      title="Confirm your e-mail"
      lead="One press, and your account is open."
      foot={
        <>
          Confirmed before? <Link to="/sign-in">Sign in</Link>
        </>
      }
    >
      <Form submission={submission} label="Confirm your e-mail">
        {given === '' && (
          <TextField
            label="Code from the mail"
            autoComplete="one-time-code"
            required
            value={token}
            onChange={setToken}
            error={submission.errors.token}
          />
        )}
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          Confirm and sign in
        </Button>
      </Form>
    </AuthPage>
  )
}
