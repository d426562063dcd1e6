// Finding a client: active or archived, by part of a name, e-mail, code or city; and the same list as a file.
import { Search } from 'lucide-react'
import { useRef } from 'react'
import { can, useMe } from '~/lib/api/session'
import { useSettledText } from '~/lib/settled'
import { useShortcuts } from '~/lib/shortcuts'
import { ExportLinks } from '~/ui/ExportLinks'
import { CONTROL } from '~/ui/Field'
import { PlainLink } from '~/ui/Link'
import { Select } from '~/ui/Select'
import { TAB } from '~/ui/Tabs'
import { ViewMenu } from '~/ui/ViewMenu'
import { GroupFilter } from './GroupFilter'
import { type ClientSearch, filtersOf, lookOf, searchOf, sortAfter, sortOf } from './search'

type Props = { search: ClientSearch; onChange: (part: Partial<ClientSearch>) => void }

export function ClientTabs({ search }: { search: ClientSearch }) {
  const { tab: _tab, cursor: _cursor, ...kept } = search
  return (
    <nav aria-label="Which clients" className="flex gap-5 border-line border-b">
      {[undefined, 'archived' as const].map((tab) => (
        <PlainLink
          key={tab ?? 'active'}
          to="/clients"
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

function SearchBox({ search, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useSettledText(search.q ?? '', (q) => onChange({ q: q.trim() || undefined }))
  useShortcuts([{ keys: '/', label: 'Search this list', run: () => box.current?.select() }])
  return (
    <label className="relative min-w-48 flex-1">
      <span className="sr-only">Search by name, e-mail, code or city</span>
      <Search aria-hidden className="-translate-y-1/2 pointer-events-none absolute start-3 top-1/2 size-4 text-muted" />
      <input
        ref={box}
        type="search"
        maxLength={200}
        placeholder="Name, e-mail, code or city"
        className={`${CONTROL} ps-9`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  )
}

const ORDERS = [
  { value: 'name', label: 'Name, A to Z' },
  { value: '-name', label: 'Name, Z to A' },
  { value: '-created_at', label: 'Newest first' },
  { value: 'created_at', label: 'Oldest first' },
]

export function Toolbar({ search, onChange }: Props) {
  const me = useMe()
  return (
    <div className="flex flex-wrap items-center gap-2 py-4">
      <SearchBox search={search} onChange={onChange} />
      <GroupFilter search={search} onChange={onChange} />
      <Select
        label="Order"
        labelHidden
        className="w-40 max-sm:w-32"
        value={sortOf(search)}
        onChange={(asked) => onChange({ sort: sortAfter(asked) })}
        options={ORDERS}
      />
      <ExportLinks path="/v1/clients" query={filtersOf(search)} />
      <ViewMenu
        list="clients"
        look={lookOf(search)}
        maySave={can(me, 'views.write')}
        onOpen={(view) => onChange(searchOf(view))}
      />
    </div>
  )
}
