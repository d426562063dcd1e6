// One item: its facts to read or change, what single clients pay for it, and putting it away.
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Archive } from 'lucide-react'
import { useState } from 'react'
import { itemOptions } from '~/lib/api/catalog'
import { can, useMe } from '~/lib/api/session'
import type { Item } from '~/lib/api/types'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { Link } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { useArchiving } from '../archiving'
import { draftOf } from '../draft'
import { ContractPrices } from './ContractPrices'
import { ItemForm } from './ItemForm'

type NoticeProps = { mayWrite: boolean; busy: boolean; onRestore: () => void }

function ArchivedNotice({ mayWrite, busy, onRestore }: NoticeProps) {
  const button = (
    <Button size="small" busy={busy} onClick={onRestore}>
      Restore
    </Button>
  )
  return (
    <Notice title="This item is archived" action={mayWrite && button}>
      It goes on no new invoices; invoices that have it keep what they say.
    </Notice>
  )
}

/** What the parts are called; undefined until all of them are known. */
function usePartNames(item: Item): ReadonlyMap<string, string> | undefined {
  const parts = useQueries({ queries: item.parts.map((part) => itemOptions(part.item_id)) })
  if (parts.some((part) => part.isPending)) return undefined
  return new Map(parts.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])))
}

/** The form stays with the version it was opened on, so that a newer one never overwrites what is being typed. */
function Editor({ opened }: { opened: Item }) {
  const me = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayWrite = can(me, 'catalog.write')
  const [item, setItem] = useState(opened)
  const { archive, restore } = useArchiving(item, setItem)
  const names = usePartNames(item)
  if (names === undefined) return <RowsSkeleton label="Loading the parts" />
  return (
    <div className="grid gap-8">
      {item.archived && (
        <ArchivedNotice mayWrite={mayWrite} busy={restore.isPending} onRestore={() => restore.mutate()} />
      )}
      {!mayWrite && (
        <Notice title="You can look at this item but not change it">
          Your role only reads. Ask an owner or an admin for another one.
        </Notice>
      )}
      <fieldset disabled={!mayWrite} className="min-w-0">
        <ItemForm
          key={item.version}
          start={draftOf(item, names)}
          item={item}
          save="Save"
          onSaved={() => {
            toast('Saved. New lines show it; invoices stay as they are.')
            void navigate({ to: '/catalog' })
          }}
          onNewest={() => void queries.fetchQuery({ ...itemOptions(item.id), staleTime: 0 }).then(setItem)}
          beside={
            !item.archived && (
              <Button
                tone="quiet"
                size="large"
                icon={<Archive aria-hidden className="size-4" />}
                busy={archive.isPending}
                onClick={() => archive.mutate()}
              >
                Archive
              </Button>
            )
          }
        />
      </fieldset>
      {item.parts.length === 0 && <ContractPrices item={item} mayWrite={mayWrite} />}
    </div>
  )
}

export function ItemScreen() {
  const { id } = useParams({ from: '/shell/catalog/$id' })
  const { data, error, refetch } = useQuery(itemOptions(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This item could not be loaded" />
  return (
    <div className="max-w-form">
      <PageHeader title={data?.name ?? 'Item'} above={<Link to="/catalog">Catalog</Link>} />
      {data ? <Editor key={data.id} opened={data} /> : <RowsSkeleton label="Loading the item" />}
    </div>
  )
}
