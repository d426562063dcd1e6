// The invoices of one client, newest first; the full list is one step away.
import { useQuery } from '@tanstack/react-query'
import { invoicesOptions } from '~/lib/api/invoices'
import { plural } from '~/lib/dates'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Link, LinkButton } from '~/ui/Link'
import { RowsSkeleton } from '~/ui/Skeleton'
import { InvoiceTable } from './InvoiceTable'

const SHOWN = 25

export function ClientInvoices({ clientId }: { clientId: string }) {
  const query = { client_id: clientId, sort: '-created_at', limit: SHOWN } as const
  const { data, error, refetch } = useQuery(invoicesOptions(query))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={5} label="Loading invoices" />
  if (data.data.length === 0) {
    const action = (
      <LinkButton to="/invoices/new" search={{ client: clientId }}>
        New invoice
      </LinkButton>
    )
    return <EmptyState drawing="invoice" title="No invoices yet" action={action} />
  }
  const total = data.total ?? 0
  return (
    <>
      <InvoiceTable rows={data.data} withClient={false} />
      {total > SHOWN && (
        <p className="py-4">
          <Link to="/invoices" search={{ client: clientId }}>
            {plural(total, 'Show {count} invoice', 'Show all {count} invoices')}
          </Link>
        </p>
      )}
    </>
  )
}
