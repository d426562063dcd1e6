// A menu whose code arrives when it is wanted: the button is there at once, the rest after the first touch.
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { MenuGroup } from '~/ui/Menu'

const load = () => import('~/ui/Menu')
const Menu = lazy(() => load().then((module) => ({ default: module.Menu })))

type Props = {
  label: string
  trigger: ReactNode
  groups: () => readonly MenuGroup[]
  className: string
  pictureOnly?: boolean
}

export function LateMenu({ label, trigger, groups, className, pictureOnly }: Props) {
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      aria-label={pictureOnly ? label : undefined}
      aria-haspopup="menu"
      className={className}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setWanted(true)}
    >
      {trigger}
    </button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <Menu
        label={label}
        pictureOnly={pictureOnly}
        trigger={trigger}
        groups={groups()}
        className={className}
        defaultOpen
      />
    </Suspense>
  )
}
