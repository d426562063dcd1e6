// Narrowing the list: search, client, company, currency and days of issue; everything lives in the address.
import { useQuery } from '@tanstack/react-query'
import { ListFilter, Search, X } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { clientOptions, suggestClients } from '~/lib/api/clients'
import { companiesOptions } from '~/lib/api/companies'
import { useSettledText } from '~/lib/settled'
import { useShortcuts } from '~/lib/shortcuts'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { DateField } from '~/ui/DateField'
import { ExportLinks } from '~/ui/ExportLinks'
import { CONTROL } from '~/ui/Field'
import { Select } from '~/ui/Select'
import { SuggestInput } from '~/ui/SuggestInput'
import { hasFilters, type InvoiceSearch } from './search'

type Props = {
  search: InvoiceSearch
  onChange: (part: Partial<InvoiceSearch>) => void
  currencies: readonly string[]
  /** Where the same list is to be had as a file. */
  exported: Record<string, unknown>
  /** More acts on the list as a whole. */
  children?: ReactNode
}

function SearchBox({ search, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useSettledText(search.q ?? '', (q) => onChange({ q: q.trim() || undefined }))
  useShortcuts([{ keys: '/', label: 'Search this list', run: () => box.current?.select() }])
  return (
    <label className="relative min-w-32 flex-1">
      <span className="sr-only">Search by number or client</span>
      <Search aria-hidden className="-translate-y-1/2 pointer-events-none absolute start-3 top-1/2 size-4 text-muted" />
      <input
        ref={box}
        type="search"
        placeholder="Number or client"
        className={`${CONTROL} ps-9`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  )
}

function ClientFilter({ search, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const chosen = useQuery({ ...clientOptions(search.client ?? ''), enabled: search.client !== undefined })
  const name = search.client === undefined ? '' : (chosen.data?.profile.name ?? '')
  return (
    <SuggestInput
      label="Client"
      placeholder="Any client"
      value={typed ?? name}
      onChange={(text) => {
        setTyped(text)
        if (text === '') onChange({ client: undefined })
      }}
      load={async (text, signal) =>
        (await suggestClients(text === name ? '' : text, signal)).map((one) => ({
          id: one.id,
          title: one.name,
          detail: one.city,
        }))
      }
      onPick={(item) => {
        setTyped(null)
        onChange({ client: item.id })
      }}
    />
  )
}

function CompanyFilter({ search, onChange }: Props) {
  const { data = [] } = useQuery(companiesOptions)
  if (data.length < 2) return null
  const options = data.map((company) => ({ value: company.id, label: company.profile.name }))
  return (
    <Select
      label="Company"
      value={search.company ?? ''}
      onChange={(company) => onChange({ company: company || undefined })}
      options={[{ value: '', label: 'Any company' }, ...options]}
    />
  )
}

function More(props: Props) {
  const { search, onChange } = props
  const today = useToday()
  const currencies = [...new Set([...props.currencies, ...(search.currency ? [search.currency] : [])])].sort()
  return (
    <div className="mb-4 grid gap-4 border-line border-b pb-6 sm:grid-cols-2 lg:grid-cols-5">
      <ClientFilter key={search.client ?? ''} {...props} />
      <CompanyFilter {...props} />
      <Select
        label="Currency"
        value={search.currency ?? ''}
        onChange={(currency) => onChange({ currency: currency || undefined })}
        options={[{ value: '', label: 'Any currency' }, ...currencies.map((code) => ({ value: code, label: code }))]}
      />
      <DateField
        label="Issued from"
        from={today}
        value={search.from ?? null}
        onChange={(from) => onChange({ from: from ?? undefined })}
      />
      <DateField
        label="Issued to"
        from={today}
        value={search.to ?? null}
        onChange={(to) => onChange({ to: to ?? undefined })}
      />
    </div>
  )
}

const NONE = {
  q: undefined,
  client: undefined,
  company: undefined,
  currency: undefined,
  from: undefined,
  to: undefined,
}

export function Filters(props: Props) {
  const { q: _, ...beyondText } = props.search
  const [open, setOpen] = useState(hasFilters({ ...beyondText }))
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 py-4">
        <SearchBox {...props} />
        <Button
          aria-expanded={open}
          icon={<ListFilter aria-hidden className="size-4" />}
          onClick={() => setOpen(!open)}
        >
          Filters
        </Button>
        {hasFilters(props.search) && (
          <Button tone="quiet" icon={<X aria-hidden className="size-4" />} onClick={() => props.onChange(NONE)}>
            Clear
          </Button>
        )}
        <ExportLinks path="/v1/invoices" query={props.exported} />
        {props.children}
      </div>
      {open && <More {...props} />}
    </>
  )
}
