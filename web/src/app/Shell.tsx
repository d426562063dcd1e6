// The frame around every screen of a signed-in person.
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useMe } from '~/lib/api/session'
import { handleKey } from '~/lib/keys'
import { useShortcuts } from '~/lib/shortcuts'
import { OfflineBanner, TestClockBanner } from './Banners'
import { LatePalette } from './LatePalette'
import { NEW_INVOICE, visiblePlaces } from './navigation'
import { PhoneBottom, PhoneTop } from './PhoneBars'
import { openPalette } from './palette-state'
import { openHelp, ShortcutHelp } from './ShortcutHelp'
import { Sidebar } from './Sidebar'

function onKeyDown(event: KeyboardEvent) {
  handleKey(event, event.timeStamp)
}

function useShellKeys(places: ReturnType<typeof visiblePlaces>) {
  const navigate = useNavigate()
  useShortcuts([
    { keys: 'c', label: 'New invoice', run: () => navigate({ to: NEW_INVOICE }) },
    { keys: '/', label: 'Search', run: openPalette },
    { keys: '?', label: 'Keyboard shortcuts', run: openHelp },
    ...places.map((place) => ({ keys: place.keys, label: place.label, run: () => navigate({ to: place.to }) })),
  ])
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** A new screen takes the focus, so that the keyboard and a screen reader start where the eye does. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null)
  const path = useLocation({ select: (location) => location.pathname })
  const last = useRef(path)
  useEffect(() => {
    if (last.current === path) return
    last.current = path
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}

export function Shell({ children }: { children?: ReactNode }) {
  const me = useMe()
  const places = visiblePlaces(me)
  const main = useFocusOnArrival()
  useShellKeys(places)
  return (
    <>
      <a href="#main" className="-top-20 absolute start-4 z-50 rounded-control bg-ink px-4 py-2 text-bg focus:top-3">
        Skip to the content
      </a>
      <div className="flex">
        <Sidebar places={places} />
        <div className="min-w-0 flex-1">
          <PhoneTop />
          <OfflineBanner />
          <TestClockBanner />
          <main
            id="main"
            ref={main}
            tabIndex={-1}
            className="mx-auto max-w-page px-4 pt-6 pb-28 outline-none sm:px-6 lg:px-10 lg:pt-10 lg:pb-16"
          >
            {children ?? <Outlet />}
          </main>
        </div>
      </div>
      <PhoneBottom places={places} />
      <LatePalette />
      <ShortcutHelp />
    </>
  )
}
