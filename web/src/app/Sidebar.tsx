// The left side on a desk: name, organization, the one next action, the places, and who is signed in.
import { Plus, Search } from 'lucide-react'
import { Kbd } from '~/ui/Kbd'
import { LinkButton, PlainLink } from '~/ui/Link'
import { Wordmark } from '~/ui/Spark'
import { AccountButton } from './AccountButton'
import { NEW_INVOICE, type Place } from './navigation'
import { OrganizationButton } from './OrganizationButton'
import { openPalette } from './palette-state'

const ITEM =
  'group flex h-9 items-center gap-2.5 rounded-control px-2.5 text-muted transition-colors hover:bg-ink/5 hover:text-ink aria-[current=page]:bg-ink/7 aria-[current=page]:font-strong aria-[current=page]:text-ink'

function NavItem({ place }: { place: Place }) {
  const Icon = place.icon
  return (
    <li>
      <PlainLink to={place.to} activeOptions={{ exact: place.exact ?? false }} className={ITEM}>
        <Icon aria-hidden className="size-4.5 group-aria-[current=page]:text-spark" strokeWidth={1.75} />
        <span className="flex-1">{place.label}</span>
      </PlainLink>
    </li>
  )
}

export function Sidebar({ places }: { places: readonly Place[] }) {
  return (
    <aside className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col border-line border-e px-3 py-4 lg:flex">
      <PlainLink to="/" className="mb-4 self-start px-2.5 text-title" aria-label="DueSpark, dashboard">
        <Wordmark />
      </PlainLink>
      <OrganizationButton />
      <LinkButton to={NEW_INVOICE} tone="primary" className="mt-4">
        <Plus aria-hidden className="size-4" />
        New invoice
      </LinkButton>
      <button
        type="button"
        onClick={openPalette}
        className="mt-2 flex h-9 items-center gap-2.5 rounded-control px-2.5 text-start text-muted hover:bg-ink/5 hover:text-ink"
      >
        <Search aria-hidden className="size-4.5" strokeWidth={1.75} />
        <span className="flex-1">Search</span>
        <Kbd keys="Ctrl K" />
      </button>
      <nav aria-label="Main" className="mt-4 flex-1">
        <ul className="grid gap-0.5">
          {places.map((place) => (
            <NavItem key={place.to} place={place} />
          ))}
        </ul>
      </nav>
      <AccountButton />
    </aside>
  )
}
