// The keys with which programs act in the organization.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { type ApiKey, apiKeysOptions, revokeApiKey } from '~/lib/api/organization'
import { can, useMe } from '~/lib/api/session'
import { formatInstant, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { ConfirmDialog } from '~/ui/Dialog'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { OutLink } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { StatusBadge } from '~/ui/StatusBadge'
import { toast } from '~/ui/toasts'
import { NewApiKey } from './NewApiKey'

function lifeInWords(key: ApiKey, locale: string): string {
  if (key.revoked_at) return `Revoked ${formatInstant(key.revoked_at, locale)}`
  if (!key.expires_at) return 'Works until it is revoked'
  return `Works until ${formatInstant(key.expires_at, locale)}`
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const me = useMe()
  const locale = useLocale()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(apiKey.id),
    onSuccess: () => {
      toast(`The key “${apiKey.name}” no longer works.`)
      return client.invalidateQueries({ queryKey: ['api-keys'] })
    },
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => setAsking(false),
  })
  const scopes = plural(apiKey.scopes.length, '{count} permission', '{count} permissions')
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-2 py-2">
      <span className="min-w-0 flex-1 basis-56">
        <span className="block truncate font-strong">{apiKey.name}</span>
        <span className="block truncate text-muted" title={apiKey.scopes.join(', ')}>
          <code className="font-mono text-small">{apiKey.hint}</code>
          {` · ${scopes} · ${lifeInWords(apiKey, locale)}`}
        </span>
      </span>
      {apiKey.revoked_at && <StatusBadge tone="void">Revoked</StatusBadge>}
      {!apiKey.revoked_at && can(me, 'api_keys.write') && (
        <Button size="small" onClick={() => setAsking(true)}>
          Revoke
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => revoke.mutate()}
        busy={revoke.isPending}
        danger
        title={`Revoke “${apiKey.name}”?`}
        confirm="Revoke the key"
      >
        Programs that use it are refused at once. It cannot be brought back.
      </ConfirmDialog>
    </li>
  )
}

export function ApiKeys() {
  const me = useMe()
  const { data, error, refetch } = useQuery(apiKeysOptions)
  const [making, setMaking] = useState(false)
  const make = (
    <Button tone="primary" icon={<KeyRound aria-hidden className="size-4" />} onClick={() => setMaking(true)}>
      New API key
    </Button>
  )
  return (
    <>
      <PageHeader
        title="API keys"
        lead={
          <>
            With a key, a program acts in your name and sees only what you allow.{' '}
            <OutLink href="/docs">API reference</OutLink>
          </>
        }
        actions={can(me, 'api_keys.write') ? make : undefined}
      />
      {error && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <RowsSkeleton rows={3} label="Loading API keys" />}
      {data?.length === 0 && (
        <EmptyState drawing="done" title="No API keys">
          Make one for each program, so that each can be revoked alone.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <ul aria-label="API keys" className="border-line border-t">
          {data.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      {making && <NewApiKey onClose={() => setMaking(false)} />}
    </>
  )
}
