// Who is signed in, the theme, the shortcuts and the way out.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Inbox, Keyboard, LogOut, Monitor, Moon, Package, Settings, Sun } from 'lucide-react'
import { useState } from 'react'
import { answer, api } from '~/lib/api/client'
import { forgetSession, useMe } from '~/lib/api/session'
import { forgetAllDrafts } from '~/lib/draft-store'
import { sentenceOf } from '~/lib/problem'
import { currentTheme, setTheme, type Theme } from '~/lib/theme'
import { cx } from '~/ui/classes'
import type { MenuGroup } from '~/ui/Menu'
import { toast } from '~/ui/toasts'
import { companyActs, useCompanyChoice } from './company'
import { LateMenu } from './LateMenu'
import { CATALOG, MAILBOX } from './navigation'
import { openHelp } from './ShortcutHelp'

const ICON = 'size-4'

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '').join('')
}

function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    try {
      await answer(api.POST('/v1/auth/sign-out'))
    } catch (error) {
      toast(sentenceOf(error), { tone: 'late' })
      return
    }
    await forgetAllDrafts()
    await navigate({ to: '/sign-in' })
    forgetSession(client)
  }
}

const THEMES: readonly { id: Theme; label: string; icon: typeof Sun }[] = [
  { id: 'system', label: 'Same as the device', icon: Monitor },
  { id: 'light', label: 'Light', icon: Sun },
  { id: 'dark', label: 'Dark', icon: Moon },
]

export function AccountButton({ small = false }: { small?: boolean }) {
  const me = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const choice = useCompanyChoice()
  const [theme, rememberTheme] = useState(currentTheme)

  const groups = (): MenuGroup[] => [
    {
      acts: [
        {
          id: 'catalog',
          label: 'Catalog',
          icon: <Package className={ICON} />,
          keys: 'g t',
          run: () => navigate({ to: CATALOG }),
        },
        {
          id: 'settings',
          label: 'Settings',
          icon: <Settings className={ICON} />,
          keys: 'g s',
          run: () => navigate({ to: '/settings' }),
        },
        ...(me.mailbox
          ? [
              {
                id: 'mailbox',
                label: 'Mailbox',
                icon: <Inbox className={ICON} />,
                keys: 'g m',
                run: () => navigate({ to: MAILBOX }),
              },
            ]
          : []),
        { id: 'keys', label: 'Keyboard shortcuts', icon: <Keyboard className={ICON} />, keys: '?', run: openHelp },
      ],
    },
    // On a phone this is the only menu of the shell.
    ...(small ? companyActs(choice) : []),
    {
      title: 'Theme',
      acts: THEMES.map(({ id, label, icon: Icon }) => ({
        id,
        label,
        icon: <Icon className={ICON} />,
        checked: theme === id,
        run: () => {
          setTheme(id)
          rememberTheme(id)
        },
      })),
    },
    { acts: [{ id: 'out', label: 'Sign out', icon: <LogOut className={ICON} />, run: signOut }] },
  ]

  const face = (
    <span className="flex size-8 shrink-0 items-center justify-center rounded-full bg-ink font-strong text-bg text-small uppercase">
      {initialsOf(me.user.name)}
    </span>
  )
  const card = (
    <>
      {face}
      <span className="min-w-0 flex-1 text-start leading-tight">
        <span className="block truncate font-strong">{me.user.name}</span>
        <span className="block truncate text-muted text-small">{me.user.email}</span>
      </span>
    </>
  )
  const shortCard = (
    <>
      <span aria-hidden>{face}</span>
      <span className="sr-only">Account</span>
    </>
  )
  return (
    <LateMenu
      label="Account"
      trigger={small ? shortCard : card}
      groups={groups}
      className={cx(
        'flex items-center gap-2.5 rounded-control outline-spark hover:bg-ink/5',
        small ? 'size-11 justify-center' : 'w-full px-2.5 py-2',
      )}
    />
  )
}
