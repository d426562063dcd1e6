// Finding an item: active or archived, by part of a name, SKU or GTIN; and the same list as a file.
import { Search } from 'lucide-react'
import { useRef } from 'react'
import { useSettledText } from '~/lib/settled'
import { useShortcuts } from '~/lib/shortcuts'
import { ExportLinks } from '~/ui/ExportLinks'
import { CONTROL } from '~/ui/Field'
import { PlainLink } from '~/ui/Link'
import { Select } from '~/ui/Select'
import { TAB } from '~/ui/Tabs'
import { filtersOf, type ItemSearch, sortAfter, sortOf } from './search'

type Props = { search: ItemSearch; onChange: (part: Partial<ItemSearch>) => void }

export function ItemTabs({ search }: { search: ItemSearch }) {
  const { tab: _tab, cursor: _cursor, ...kept } = search
  return (
    <nav aria-label="Which items" className="flex gap-5 border-line border-b">
      {[undefined, 'archived' as const].map((tab) => (
        <PlainLink
          key={tab ?? 'active'}
          to="/catalog"
          search={{ ...kept, tab }}
          activeOptions={{ exact: false, includeSearch: true, explicitUndefined: true }}
          className={TAB}
        >
          {tab === 'archived' ? 'Archived' : 'Active'}
        </PlainLink>
      ))}
    </nav>
  )
}

const ORDERS = [
  { value: 'name', label: 'Name, A to Z' },
  { value: '-name', label: 'Name, Z to A' },
  { value: '-created_at', label: 'Newest first' },
  { value: 'created_at', label: 'Oldest first' },
]

export function Toolbar({ search, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useSettledText(search.q ?? '', (q) => onChange({ q: q.trim() || undefined }))
  useShortcuts([{ keys: '/', label: 'Search this list', run: () => box.current?.select() }])
  return (
    <div className="flex flex-wrap items-center gap-2 py-4">
      <label className="relative min-w-48 flex-1">
        <span className="sr-only">Search by name, SKU or GTIN</span>
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute start-3 top-1/2 size-4 text-muted"
        />
        <input
          ref={box}
          type="search"
          maxLength={200}
          placeholder="Name, SKU or GTIN"
          className={`${CONTROL} ps-9`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Select
        label="Order"
        labelHidden
        className="w-40"
        value={sortOf(search)}
        onChange={(asked) => onChange({ sort: sortAfter(asked) })}
        options={ORDERS}
      />
      <ExportLinks path="/v1/items" query={filtersOf(search)} />
    </div>
  )
}
