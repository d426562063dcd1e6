// Asks for the verification mail again.
import { useState } from 'react'
import { answer, api } from '~/lib/api/client'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { toast } from '~/ui/toasts'

export function ResendVerification({ email }: { email: string }) {
  const [state, setState] = useState<'idle' | 'busy' | 'sent'>('idle')

  async function resend() {
    setState('busy')
    try {
      await answer(api.POST('/v1/auth/resend-verification', { body: { email } }))
      setState('sent')
    } catch (error) {
      toast(sentenceOf(error), { tone: 'late' })
      setState('idle')
    }
  }

  if (state === 'sent') return <p role="status">The mail is on its way again. Look into your inbox.</p>
  return (
    <Button onClick={resend} busy={state === 'busy'}>
      Send the verification mail again
    </Button>
  )
}
