// Lines that are no sale: words, sums and breaks between them, and what the client may add.
import { Ellipsis, Heading, Sigma, SquareSplitVertical, TicketPlus, Type } from 'lucide-react'
import { Button } from '~/ui/Button'
import { Menu } from '~/ui/Menu'
import type { LineKind } from './model'

export function KindButtons({ onAdd }: { onAdd: (kind: LineKind) => void }) {
  const more = [
    { kind: 'subtotal', label: 'Subtotal', icon: Sigma, detail: 'Of the lines since the last heading' },
    { kind: 'optional', label: 'Optional line', icon: TicketPlus, detail: 'Shown with its price, not counted' },
    { kind: 'page_break', label: 'New page', icon: SquareSplitVertical, detail: 'The next line starts a page' },
  ] as const
  return (
    <>
      <Button
        size="small"
        tone="quiet"
        icon={<Heading aria-hidden className="size-4" />}
        onClick={() => onAdd('heading')}
      >
        Heading
      </Button>
      <Button size="small" tone="quiet" icon={<Type aria-hidden className="size-4" />} onClick={() => onAdd('text')}>
        Text
      </Button>
      <Menu
        label="Other kinds of lines"
        trigger={<Ellipsis aria-hidden className="size-4" />}
        pictureOnly
        size="small"
        groups={[
          {
            acts: more.map(({ kind, label, detail, icon: Icon }) => ({
              id: kind,
              label,
              detail,
              icon: <Icon aria-hidden className="size-4 shrink-0" />,
              run: () => onAdd(kind),
            })),
          },
        ]}
      />
    </>
  )
}
