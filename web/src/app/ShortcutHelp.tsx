// What the keyboard can do on this screen (press ?).
import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { areShortcutsOn, setShortcutsOn } from '~/lib/keys'
import { useCurrentShortcuts } from '~/lib/shortcuts'
import { Checkbox } from '~/ui/Checkbox'
import { Kbd } from '~/ui/Kbd'

const Dialog = lazy(() => import('~/ui/Dialog').then((module) => ({ default: module.Dialog })))

const listeners = new Set<() => void>()
let open = false

function setOpen(next: boolean) {
  open = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function openHelp(): void {
  setOpen(true)
}

function Keys() {
  const shortcuts = useCurrentShortcuts()
  const [on, setOn] = useState(areShortcutsOn)
  return (
    <>
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {shortcuts.map((shortcut) => (
          <div key={shortcut.keys} className="flex items-center justify-between gap-4 border-line border-b py-2">
            <dt>{shortcut.label}</dt>
            <dd>
              <Kbd keys={shortcut.keys} />
            </dd>
          </div>
        ))}
        <div className="flex items-center justify-between gap-4 border-line border-b py-2">
          <dt>Search and commands</dt>
          <dd>
            <Kbd keys="Ctrl K" />
          </dd>
        </div>
      </dl>
      <Checkbox
        className="mt-5"
        checked={on}
        onChange={(next) => {
          setShortcutsOn(next)
          setOn(next)
        }}
        hint="Ctrl+K works either way."
      >
        Single-key shortcuts
      </Checkbox>
    </>
  )
}

export function ShortcutHelp() {
  const isOpen = useSyncExternalStore(subscribe, () => open)
  if (!isOpen) return null
  return (
    <Suspense>
      <Dialog open onClose={() => setOpen(false)} title="Keyboard shortcuts" size="medium">
        <Keys />
      </Dialog>
    </Suspense>
  )
}
