// On an installation that keeps its mail: the way to the mail that was just sent.
import { useQuery } from '@tanstack/react-query'
import { mailboxOpenOptions } from '~/lib/api/mailbox'
import { LinkButton } from '~/ui/Link'

export function MailboxLink({ email }: { email: string }) {
  const { data: open } = useQuery(mailboxOpenOptions)
  if (!open) return null
  return (
    <div className="mb-6">
      <LinkButton to="/mailbox" search={{ to: email } as never} tone="primary" size="large" className="w-full">
        Open the local mailbox
      </LinkButton>
      <p className="mt-2 text-muted text-small">
        No mail server is set on this installation, so the mail is kept here instead of being sent.
      </p>
    </div>
  )
}
