// Who works in the organization, with which role, and who is invited.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { memberPageOptions } from '~/lib/api/members'
import {
  type Invitation,
  invitationsOptions,
  type Member,
  removeMember,
  withdrawInvitation,
} from '~/lib/api/organization'
import { can, useMe } from '~/lib/api/session'
import { formatInstant, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { sentenceOf } from '~/lib/problem'
import { useSettledText } from '~/lib/settled'
import { Button } from '~/ui/Button'
import { ConfirmDialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Menu } from '~/ui/Menu'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { MemberDialog } from './MemberDialog'
import { roleLabel } from './roles'

/** So many people are found without searching. */
const SEARCHED = 10
const ROW = 'flex min-h-14 items-center gap-4 border-line border-b px-2 py-2'

function scopeInWords(ids: readonly string[] | null): string {
  return ids === null ? '' : plural(ids.length, 'only {count} company', 'only {count} companies')
}

function MemberRow({ member, onChange }: { member: Member; onChange: () => void }) {
  const me = useMe()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => removeMember(member.user_id),
    onSuccess: () => {
      toast(`${member.name} no longer has access.`)
      return client.invalidateQueries({ queryKey: ['members'] })
    },
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => setAsking(false),
  })
  const self = member.user_id === me.user.id
  const acts = [
    { id: 'role', label: 'Change role', run: onChange },
    { id: 'remove', label: self ? 'Leave the organization' : 'Remove', danger: true, run: () => setAsking(true) },
  ]
  return (
    <li className={ROW}>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-strong">{self ? `${member.name} (you)` : member.name}</span>
        <span className="block truncate text-muted">{member.email}</span>
      </span>
      <span className="text-end">
        <span className="block">{roleLabel(member.role)}</span>
        <span className="block text-muted text-small">{scopeInWords(member.company_ids)}</span>
      </span>
      {can(me, 'members.write') && (
        <Menu
          label={`Acts for ${member.name}`}
          pictureOnly
          size="small"
          trigger={<Ellipsis aria-hidden className="size-4" />}
          groups={[{ acts }]}
        />
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        danger
        title={self ? 'Leave the organization?' : `Remove ${member.name}?`}
        confirm={self ? 'Leave' : 'Remove'}
      >
        Access ends at once, on every device. Everything written so far stays.
      </ConfirmDialog>
    </li>
  )
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const me = useMe()
  const locale = useLocale()
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => withdrawInvitation(invitation.id),
    onSuccess: () => {
      toast('The invitation is withdrawn; its link no longer works.')
      return client.invalidateQueries({ queryKey: ['invitations'] })
    },
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
  })
  return (
    <li className={ROW}>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-strong">{invitation.email}</span>
        <span className="block text-muted">Open until {formatInstant(invitation.expires_at, locale)}</span>
      </span>
      <span>{roleLabel(invitation.role)}</span>
      {can(me, 'members.write') && (
        <Button size="small" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
          Withdraw
        </Button>
      )}
    </li>
  )
}

function MemberList({ onChange }: { onChange: (member: Member) => void }) {
  const locale = useLocale()
  const [cursor, setCursor] = useState<string>()
  const [q, setQ] = useState('')
  const [find, setFind] = useSettledText(q, (text) => {
    setQ(text.trim())
    setCursor(undefined)
  })
  const query = { limit: 50, ...(q && { q }), ...(cursor && { cursor }) }
  const { data, error, refetch } = useQuery(memberPageOptions(query))
  const paging = usePaging(cursor, data?.next, setCursor)
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <RowsSkeleton rows={3} label="Loading people" />
  return (
    <>
      {(find !== '' || (data.total ?? 0) > SEARCHED) && (
        <TextField
          label="Find somebody"
          className="mb-5 max-w-sm"
          type="search"
          placeholder="Name or e-mail"
          value={find}
          onChange={setFind}
        />
      )}
      {data.data.length === 0 && <p className="text-muted">Nobody is called that.</p>}
      {data.data.length > 0 && (
        <ul aria-label="Members" className="border-line border-t">
          {data.data.map((member) => (
            <MemberRow key={member.user_id} member={member} onChange={() => onChange(member)} />
          ))}
        </ul>
      )}
      {(paging.onNext || paging.onPrevious) && (
        <Pagination {...paging} total={plural(data.total ?? 0, '{count} person', '{count} people', locale)} />
      )}
    </>
  )
}

export function Members() {
  const me = useMe()
  const invitations = useQuery(invitationsOptions)
  const [editing, setEditing] = useState<Member | 'new' | null>(null)
  const invite = (
    <Button tone="primary" icon={<UserPlus aria-hidden className="size-4" />} onClick={() => setEditing('new')}>
      Invite somebody
    </Button>
  )
  return (
    <>
      <PageHeader
        title="People"
        actions={
          <>
            <ExportLinks path="/v1/members" query={{}} />
            {can(me, 'members.write') && invite}
          </>
        }
      />
      <MemberList onChange={setEditing} />
      {invitations.data && invitations.data.length > 0 && (
        <Section title="Invited" className="mt-10">
          <ul className="border-line border-t">
            {invitations.data.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Section>
      )}
      {editing && <MemberDialog member={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}
