// What one should know before billing the client: over its credit limit, merged away, or perhaps there twice.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { duplicatesOptions } from '~/lib/api/client-parts'
import { balancesOptions } from '~/lib/api/clients'
import { can, useMe } from '~/lib/api/session'
import type { Client, Duplicate } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { Button } from '~/ui/Button'
import { Link } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { MergeDialog } from '../duplicates/MergeDialog'
import { alikeWords, partnerOf } from '../duplicates/words'

function OverLimit({ client }: { client: Client }) {
  const locale = useLocale()
  const { data } = useQuery(balancesOptions([client.id]))
  const credit = data?.get(client.id)?.credit
  if (!credit?.is_over) return null
  const owed = formatMoney({ amount: credit.owed, currency: credit.currency }, locale)
  const limit = formatMoney({ amount: credit.limit, currency: credit.currency }, locale)
  return <Notice tone="late" title={`It owes ${owed}, more than its credit limit of ${limit}`} />
}

function Twice({ client, pair }: { client: Client; pair: Duplicate }) {
  const me = useMe()
  const [merging, setMerging] = useState(false)
  const other = partnerOf(pair, client.id)
  const button = can(me, 'clients.merge') && (
    <Button size="small" onClick={() => setMerging(true)}>
      Compare and merge
    </Button>
  )
  return (
    <>
      <Notice title="This client may be there twice" action={button}>
        <Link to="/clients/$id" params={{ id: other.id }}>
          {other.profile.name}
        </Link>{' '}
        {alikeWords(pair.alike)}.
      </Notice>
      {merging && <MergeDialog into={client} source={other} onClose={() => setMerging(false)} />}
    </>
  )
}

export function Warnings({ client }: { client: Client }) {
  const { data: pairs = [] } = useQuery({ ...duplicatesOptions(client.id), enabled: !client.archived })
  if (client.merged_into !== null) {
    return (
      <div className="mb-6">
        <Notice title="This client was merged into another">
          <Link to="/clients/$id" params={{ id: client.merged_into }}>
            Go to the client that has its invoices now
          </Link>
        </Notice>
      </div>
    )
  }
  return (
    <div className="mb-6 grid gap-3 empty:hidden">
      <OverLimit client={client} />
      {pairs.slice(0, 3).map((pair) => (
        <Twice key={partnerOf(pair, client.id).id} client={client} pair={pair} />
      ))}
    </div>
  )
}
