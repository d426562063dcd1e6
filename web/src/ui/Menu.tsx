// A menu of acts behind one button.
import type { ReactNode } from 'react'
import {
  Button,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Menu as RacMenu,
  Separator,
} from 'react-aria-components'
import { type ButtonSize, type ButtonTone, buttonClass } from './Button'
import { cx } from './classes'

export type MenuAct = {
  id: string
  label: string
  icon?: ReactNode
  detail?: string
  keys?: string
  danger?: boolean
  disabled?: boolean
  checked?: boolean
  run: () => void
}

export type MenuGroup = { title?: string; acts: readonly MenuAct[] }

type Props = {
  label: string
  trigger: ReactNode
  groups: readonly MenuGroup[]
  tone?: ButtonTone
  size?: ButtonSize
  /** The trigger shows no words, so the label is read out instead. */
  pictureOnly?: boolean
  className?: string
  defaultOpen?: boolean
}

function Act({ act }: { act: MenuAct }) {
  return (
    <MenuItem
      id={act.id}
      textValue={act.label}
      isDisabled={act.disabled}
      onAction={act.run}
      className={cx(
        'flex cursor-pointer items-center gap-2.5 rounded-control px-2.5 py-1.5 outline-none pointer-coarse:min-h-11',
        'data-focused:bg-ink/7 data-disabled:opacity-50',
        act.danger && 'text-late',
      )}
    >
      <span className="flex w-4 justify-center text-muted">{act.checked ? '✓' : act.icon}</span>
      <span className="min-w-0 flex-1">
        <span className="block truncate">{act.label}</span>
        {act.detail && <span className="block truncate text-muted text-small">{act.detail}</span>}
      </span>
      {act.keys && <kbd className="font-sans text-muted text-small">{act.keys}</kbd>}
    </MenuItem>
  )
}

export function Menu({ label, trigger, groups, tone = 'quiet', size, pictureOnly, className, defaultOpen }: Props) {
  return (
    <MenuTrigger defaultOpen={defaultOpen}>
      <Button
        aria-label={pictureOnly ? label : undefined}
        className={className ?? buttonClass(tone, size, pictureOnly)}
      >
        {trigger}
      </Button>
      <Popover className="min-w-56 max-w-80 animate-rise rounded-panel border border-line bg-raised p-1.5 shadow-raised outline-none">
        <RacMenu aria-label={label} className="max-h-[70dvh] overflow-auto outline-none">
          {groups.map((group, index) => (
            <MenuSection key={group.title ?? group.acts[0]?.id} aria-label={group.title ?? label}>
              {index > 0 && <Separator className="my-1.5 border-line border-t" />}
              {group.title && <Header className="px-2.5 pt-1 pb-1 text-muted text-small">{group.title}</Header>}
              {group.acts.map((act) => (
                <Act key={act.id} act={act} />
              ))}
            </MenuSection>
          ))}
        </RacMenu>
      </Popover>
    </MenuTrigger>
  )
}
