// Which organization one works in, and the way to another one.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { ChevronsUpDown, Plus } from 'lucide-react'
import { answer, api } from '~/lib/api/client'
import { adoptMe, useMe } from '~/lib/api/session'
import { sentenceOf } from '~/lib/problem'
import { toast } from '~/ui/toasts'
import { companyActs, useCompanyChoice } from './company'
import { LateMenu } from './LateMenu'

function useSwitch(): (id: string) => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  const navigate = useNavigate()
  return async (id) => {
    try {
      const me = await answer(api.POST('/v1/organizations/{id}/switch', { params: { path: { id } } }))
      client.clear()
      adoptMe(client, me)
      await navigate({ to: '/' })
      await router.invalidate()
    } catch (error) {
      toast(sentenceOf(error), { tone: 'late' })
    }
  }
}

export function OrganizationButton() {
  const me = useMe()
  const navigate = useNavigate()
  const switchTo = useSwitch()
  const choice = useCompanyChoice()
  const groups = () => [
    ...companyActs(choice),
    {
      title: 'Organizations',
      acts: me.organizations.map((organization) => ({
        id: organization.id,
        label: organization.name,
        detail: organization.is_demo ? 'Demo' : undefined,
        checked: organization.id === me.organization?.id,
        run: () => switchTo(organization.id),
      })),
    },
    {
      acts: [
        {
          id: 'new',
          label: 'New organization',
          icon: <Plus className="size-4" />,
          run: () => navigate({ to: '/onboarding' }),
        },
      ],
    },
  ]
  const name = me.organization?.name ?? ''
  return (
    <LateMenu
      label="Organizations"
      groups={groups}
      className="flex w-full items-center gap-2 rounded-control border border-line bg-surface px-2.5 py-1.5 text-start outline-spark hover:border-edge"
      trigger={
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-strong">{name}</span>
            {choice.companies.length > 0 && (
              <span className="block truncate text-muted text-small">{choice.current?.profile.name}</span>
            )}
          </span>
          {me.organization?.is_demo && <span className="text-muted text-small">Demo</span>}
          <ChevronsUpDown aria-hidden className="size-4 text-muted" />
        </>
      }
    />
  )
}
