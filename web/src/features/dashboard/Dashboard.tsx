// The first screen: how am I doing.
import { EmptyState } from '~/ui/EmptyState'
import { PageHeader } from '~/ui/PageHeader'

export function Dashboard() {
  return (
    <>
      <PageHeader title="Dashboard" />
      <EmptyState drawing="invoice" title="No invoices yet">
        What clients owe you, what is late and what came in will be here.
      </EmptyState>
    </>
  )
}
