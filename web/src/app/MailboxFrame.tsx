// The mailbox stands in the app's frame for people who are signed in, and alone for those who wait for their first mail.
import { MailboxScreen } from '~/features/mailbox/MailboxScreen'
import { Link } from '~/ui/Link'
import { Wordmark } from '~/ui/Spark'
import { mailboxRoute } from './routes/mailbox'
import { Shell } from './Shell'

export function MailboxFrame() {
  const { inside } = mailboxRoute.useRouteContext()
  if (inside) {
    return (
      <Shell>
        <MailboxScreen />
      </Shell>
    )
  }
  return (
    <div className="mx-auto max-w-page px-4 py-6 sm:px-6 lg:px-10">
      <header className="mb-10 flex items-center justify-between gap-4">
        <Wordmark className="text-title" />
        <Link to="/sign-in">Sign in</Link>
      </header>
      <main>
        <MailboxScreen />
      </main>
    </div>
  )
}
