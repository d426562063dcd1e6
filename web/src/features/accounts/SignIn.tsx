// Signing in with e-mail and password.
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '~/lib/api/client'
import { adoptMe } from '~/lib/api/session'
import { Problem } from '~/lib/problem'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { Link } from '~/ui/Link'
import { TextField } from '~/ui/TextField'
import { AuthPage } from './AuthPage'
import { ResendVerification } from './ResendVerification'

const route = getRouteApi('/sign-in')

export function SignIn() {
  const { next } = route.useSearch()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submission = useSubmit(async () => {
    adoptMe(client, await answer(api.POST('/v1/auth/sign-in', { body: { email, password } })))
    await navigate({ to: next ?? '/' })
  })
  const { problem, errors, busy } = submission
  const unverified = problem instanceof Problem && problem.code === 'auth.email_not_verified'
  return (
    <AuthPage
      title="Welcome back"
      foot={
        <>
          New here? <Link to="/sign-up">Make an account</Link>
        </>
      }
    >
      <Form submission={submission} label="Sign in">
        {unverified && <ResendVerification email={email} />}
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={setEmail}
          error={errors.email}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
          error={errors.password}
        />
        <Button type="submit" tone="primary" size="large" busy={busy}>
          Sign in
        </Button>
        <p>
          <Link to="/forgot-password">Forgot your password?</Link>
        </p>
      </Form>
    </AuthPage>
  )
}
