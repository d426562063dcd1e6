// All items one sells, and the way to bring them in from a file.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { FileUp, Plus } from 'lucide-react'
import { useState } from 'react'
import { itemsOptions } from '~/lib/api/catalog'
import { can, useMe } from '~/lib/api/session'
import { plural } from '~/lib/dates'
import { usePaging } from '~/lib/paging'
import { useShortcuts } from '~/lib/shortcuts'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { LinkButton } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import { ImportDialog } from './ImportDialog'
import { ItemTable } from './ItemTable'
import { filtersOf, type ItemSearch, sortAfter, sortOf } from './search'
import { ItemTabs, Toolbar } from './Toolbar'

function Nothing({ search, mayAdd, onClear }: { search: ItemSearch; mayAdd: boolean; onClear: () => void }) {
  if (search.q !== undefined) {
    return (
      <EmptyState
        drawing="search"
        title={`No item matches “${search.q}”`}
        action={<Button onClick={onClear}>Clear the search</Button>}
      >
        {search.tab === 'archived'
          ? 'Only archived items were searched.'
          : 'Try part of the name, the SKU or the GTIN.'}
      </EmptyState>
    )
  }
  if (search.tab === 'archived') {
    return (
      <EmptyState drawing="invoice" title="No item is archived">
        Archive what you no longer sell: it leaves the lists, and invoices keep what they say.
      </EmptyState>
    )
  }
  const add = (
    <LinkButton to="/catalog/new" tone="primary">
      Add an item
    </LinkButton>
  )
  return (
    <EmptyState drawing="invoice" title="What do you sell?" action={mayAdd && add}>
      Add an item once. Its unit, price and tax fill in the line when you type its name on an invoice.
    </EmptyState>
  )
}

export function CatalogScreen() {
  const me = useMe()
  const mayAdd = can(me, 'catalog.write')
  const [importing, setImporting] = useState(false)
  const search = useSearch({ from: '/shell/catalog' })
  const navigate = useNavigate({ from: '/catalog' })
  const query = { ...filtersOf(search), sort: sortOf(search), ...(search.cursor && { cursor: search.cursor }) }
  const { data, error, refetch, isPlaceholderData } = useQuery(itemsOptions(query))
  const go = (part: Partial<ItemSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: !('cursor' in part), resetScroll: false })
  const paging = usePaging(search.cursor, data?.next, (cursor) => go({ cursor }))
  useShortcuts(mayAdd ? [{ keys: 'n', label: 'New item', run: () => void navigate({ to: '/catalog/new' }) }] : [])
  const actions = (
    <>
      <Button icon={<FileUp aria-hidden className="size-4" />} onClick={() => setImporting(true)}>
        Import
      </Button>
      <LinkButton to="/catalog/new" tone="primary">
        <Plus aria-hidden className="size-4" />
        New item
      </LinkButton>
    </>
  )
  return (
    <>
      <PageHeader title="Catalog" actions={mayAdd && actions} />
      <ItemTabs search={search} />
      <Toolbar search={search} onChange={(part) => go({ ...part, cursor: undefined })} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton label="Loading the catalog" />}
      {data && !error && data.data.length === 0 && (
        <Nothing search={search} mayAdd={mayAdd} onClear={() => go({ q: undefined, cursor: undefined })} />
      )}
      {data && !error && data.data.length > 0 && (
        <div className={isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}>
          <ItemTable
            rows={data.data}
            sort={sortOf(search)}
            onSort={(asked) => go({ sort: sortAfter(asked), cursor: undefined })}
          />
          <Pagination total={plural(data.total ?? 0, '{count} item', '{count} items')} {...paging} />
        </div>
      )}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  )
}
