// The same acts as a bar under the thumb: the likeliest one as a button, the rest in a menu.
import { Ellipsis, type LucideIcon } from 'lucide-react'
import { Button } from '~/ui/Button'
import { Menu } from '~/ui/Menu'
import type { Act } from './Actions'

export function Icon({ of: Picture }: { of: LucideIcon }) {
  return <Picture aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
}

export function PhoneBar({ first, rest }: { first: Act | undefined; rest: readonly Act[] }) {
  const group = rest.map((act) => ({ ...act, icon: <Icon of={act.icon} /> }))
  return (
    <div className="fixed inset-x-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 flex gap-2 border-line border-t bg-bg px-4 py-2.5 lg:hidden">
      {first && (
        <Button tone="primary" className="flex-1" icon={<Icon of={first.icon} />} onClick={first.run}>
          {first.label}
        </Button>
      )}
      <Menu
        label="More actions"
        pictureOnly={first !== undefined}
        tone="secondary"
        trigger={first ? <Ellipsis aria-hidden className="size-4" /> : 'Actions'}
        groups={[{ acts: group }]}
      />
    </div>
  )
}
