// Tabs over one thing seen in several ways; which one is open belongs in the address, so the screen owns it.
import type { ReactNode } from 'react'
import { Tabs as RacTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import { cx } from './classes'

export type TabItem = { id: string; label: string; count?: number; content: ReactNode }

type Props = { label: string; items: readonly TabItem[]; selected: string; onSelect: (id: string) => void }

export const TAB = cx(
  '-mb-px flex cursor-pointer items-center gap-2 border-transparent border-b-2 px-1 py-2.5 whitespace-nowrap text-muted outline-spark',
  'hover:text-ink data-selected:border-spark data-selected:font-strong data-selected:text-ink',
  'aria-[current=page]:border-spark aria-[current=page]:font-strong aria-[current=page]:text-ink',
)

export function Tabs({ label, items, selected, onSelect }: Props) {
  return (
    <RacTabs selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList aria-label={label} className="flex gap-5 overflow-x-auto border-line border-b">
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={TAB}>
            {item.label}
            {item.count !== undefined && <span className="font-normal text-muted text-small">{item.count}</span>}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="pt-6 outline-none">
          {item.content}
        </TabPanel>
      ))}
    </RacTabs>
  )
}
