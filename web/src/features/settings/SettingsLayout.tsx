// The settings: their own list beside them on a desk, a screen of its own on a phone.
import { Outlet, useLocation } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { can, useMe } from '~/lib/api/session'
import { cx } from '~/ui/classes'
import { PlainLink } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { GROUPS } from './sections'

const ITEM =
  'flex min-h-9 items-center rounded-control px-2.5 text-muted hover:bg-ink/5 hover:text-ink aria-[current=page]:bg-ink/7 aria-[current=page]:font-strong aria-[current=page]:text-ink max-md:min-h-12 max-md:border-line max-md:border-b max-md:rounded-none max-md:text-ink'

function Places() {
  const me = useMe()
  return (
    <nav aria-label="Settings" className="grid content-start gap-6 md:sticky md:top-10 md:self-start">
      {GROUPS.map((group) => {
        const places = group.places.filter((place) => !place.needs || can(me, place.needs))
        if (places.length === 0) return null
        return (
          <div key={group.title}>
            <p className="mb-1.5 px-2.5 text-muted text-small">{group.title}</p>
            <ul className="grid gap-0.5">
              {places.map((place) => (
                <li key={place.to}>
                  <PlainLink to={place.to} className={ITEM}>
                    {place.label}
                  </PlainLink>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

export function SettingsLayout() {
  const index = useLocation({ select: (location) => /^\/settings\/?$/.test(location.pathname) })
  return (
    <div className="grid gap-x-12 md:grid-cols-[11rem_minmax(0,1fr)]">
      <div className={cx(!index && 'max-md:hidden')}>
        {index && (
          <div className="md:hidden">
            <PageHeader title="Settings" />
          </div>
        )}
        <Places />
      </div>
      <div className={cx('min-w-0', index && 'max-md:hidden')}>
        <PlainLink to="/settings" className="mb-4 inline-flex min-h-11 items-center gap-2 text-muted md:hidden">
          <ArrowLeft aria-hidden className="size-4 rtl:rotate-180" />
          Settings
        </PlainLink>
        <Outlet />
      </div>
    </div>
  )
}
