// Making an account; the address is verified by mail before the first sign-in.
import { useState } from 'react'
import { answer, api } from '~/lib/api/client'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { Link } from '~/ui/Link'
import { TextField } from '~/ui/TextField'
import { AuthPage } from './AuthPage'
import { MailboxLink } from './MailboxLink'
import { ResendVerification } from './ResendVerification'

function LookForMail({ email }: { email: string }) {
  return (
    <AuthPage title="Look into your inbox" lead={`We sent a link to ${email}. It opens your account.`}>
      <MailboxLink email={email} />
      <ResendVerification email={email} />
    </AuthPage>
  )
}

export function SignUp() {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const submission = useSubmit(async () => {
    const sent = await answer(api.POST('/v1/auth/sign-up', { body: { name, email, password } }))
    setSentTo(sent.email)
  })
  const { errors, busy } = submission
  if (sentTo !== null) return <LookForMail email={sentTo} />
  return (
    <AuthPage
      title="Get paid on time"
      lead="Write an invoice, send it, and let DueSpark do the asking."
      foot={
        <>
          Already have an account? <Link to="/sign-in">Sign in</Link>
        </>
      }
    >
      <Form submission={submission} label="Make an account">
        <TextField label="Your name" autoComplete="name" required value={name} onChange={setName} error={errors.name} />
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
          autoComplete="new-password"
          hint="At least 10 characters. A sentence is a good one."
          required
          value={password}
          onChange={setPassword}
          error={errors.password}
        />
        <Button type="submit" tone="primary" size="large" busy={busy}>
          Make an account
        </Button>
      </Form>
    </AuthPage>
  )
}
