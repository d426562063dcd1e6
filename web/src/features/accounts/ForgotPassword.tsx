// Asks for a mail with a link that sets a new password.
import { useState } from 'react'
import { answer, api } from '~/lib/api/client'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { Link } from '~/ui/Link'
import { TextField } from '~/ui/TextField'
import { AuthPage } from './AuthPage'
import { MailboxLink } from './MailboxLink'

export function ForgotPassword() {
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const submission = useSubmit(async () => {
    await answer(api.POST('/v1/auth/forgot-password', { body: { email } }))
    setSent(true)
  })
  const back = <Link to="/sign-in">Back to sign in</Link>
  if (sent) {
    const lead = `If ${email} has an account, a link to set a new password is on its way.`
    return (
      <AuthPage title="Look into your inbox" lead={lead}>
        <MailboxLink email={email} />
        {back}
      </AuthPage>
    )
  }
  return (
    <AuthPage title="Set a new password" lead="We send you a link. It works for one hour." foot={back}>
      <Form submission={submission} label="Ask for a link">
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={setEmail}
          error={submission.errors.email}
        />
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          Send the link
        </Button>
      </Form>
    </AuthPage>
  )
}
