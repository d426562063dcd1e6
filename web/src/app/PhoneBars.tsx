// On a phone: the name above, the places and the one next action below, under the thumb.
import { Plus, Search } from 'lucide-react'
import { IconButton } from '~/ui/Button'
import { PlainLink } from '~/ui/Link'
import { Wordmark } from '~/ui/Spark'
import { AccountButton } from './AccountButton'
import { NEW_INVOICE, type Place } from './navigation'
import { openPalette } from './palette-state'

export function PhoneTop() {
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-1 border-line border-b bg-bg px-4 lg:hidden">
      <PlainLink to="/" className="me-auto text-title" aria-label="DueSpark, dashboard">
        <Wordmark />
      </PlainLink>
      <IconButton label="Search" onClick={openPalette}>
        <Search aria-hidden className="size-5" />
      </IconButton>
      <AccountButton small />
    </header>
  )
}

const ITEM =
  'flex h-14 flex-1 flex-col items-center justify-center gap-0.5 rounded-none text-muted text-small aria-[current=page]:font-strong aria-[current=page]:text-ink'

function BarItem({ place }: { place: Place }) {
  const Icon = place.icon
  return (
    <PlainLink to={place.to} activeOptions={{ exact: place.exact ?? false }} className={ITEM}>
      <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      {place.label}
    </PlainLink>
  )
}

export function PhoneBottom({ places }: { places: readonly Place[] }) {
  const [home, invoices, clients, payments] = places
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 flex items-center border-line border-t bg-bg pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {home && <BarItem place={home} />}
      {invoices && <BarItem place={invoices} />}
      <PlainLink
        to={NEW_INVOICE}
        aria-label="New invoice"
        className="mx-2 flex size-12 shrink-0 items-center justify-center rounded-full bg-spark text-on-spark"
      >
        <Plus aria-hidden className="size-6" />
      </PlainLink>
      {clients && <BarItem place={clients} />}
      {payments && <BarItem place={payments} />}
    </nav>
  )
}
