// The sessions of a person: browsers and programs, each of which can be ended from here.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Laptop, Terminal } from 'lucide-react'
import { endSession, type Session, sessionsOptions } from '~/lib/api/organization'
import { formatRelative } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'

const BROWSERS = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari']
const NAMES: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' }
const SYSTEMS = ['Windows', 'iPhone', 'iPad', 'Android', 'Mac OS', 'Linux']

/** "Firefox on Linux"; what is not known stays as the program calls itself. */
export function deviceName(userAgent: string): string {
  const browser = BROWSERS.find((name) => userAgent.includes(`${name}/`))
  const system = SYSTEMS.find((name) => userAgent.includes(name))
  if (!browser) return userAgent.slice(0, 60) || 'Unknown program'
  const name = NAMES[browser] ?? browser
  return system ? `${name} on ${system}` : name
}

function Row({ session }: { session: Session }) {
  const locale = useLocale()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
  })
  const Icon = session.kind === 'api' ? Terminal : Laptop
  const seen = formatRelative(session.seen_at, new Date().toISOString(), locale)
  return (
    <li className="flex min-h-14 items-center gap-4 border-line border-b py-2">
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{deviceName(session.user_agent)}</span>
        <span className="block text-muted text-small">
          {session.current ? 'This device' : `Last seen ${seen}`}
          {session.ip && ` · ${session.ip}`}
        </span>
      </span>
      {!session.current && (
        <Button size="small" busy={end.isPending} onClick={() => end.mutate()}>
          Sign out
        </Button>
      )}
    </li>
  )
}

export function SignedInDevices() {
  const { data, error, refetch } = useQuery(sessionsOptions)
  if (error) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <RowsSkeleton rows={2} label="Loading devices" />
  return (
    <ul className="border-line border-t">
      {data.map((session) => (
        <Row key={session.id} session={session} />
      ))}
    </ul>
  )
}
