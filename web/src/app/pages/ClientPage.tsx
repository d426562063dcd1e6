// One client with its invoices and payments: three features on one screen.
import { ClientScreen } from '~/features/clients/view/ClientScreen'
import { ClientInvoices } from '~/features/invoices/ClientInvoices'
import { ClientCredit } from '~/features/payments/credit/ClientCredit'
import { PaymentLines } from '~/features/payments/PaymentLines'
import { ReceiveSum } from '~/features/payments/sum/ReceiveSum'

export function ClientPage() {
  return (
    <ClientScreen
      acts={(client) => <ReceiveSum clientId={client.id} clientName={client.profile.name} />}
      invoices={(client) => <ClientInvoices clientId={client.id} />}
      payments={(client) => (
        <>
          <ClientCredit clientId={client.id} clientName={client.profile.name} />
          <PaymentLines query={{ client_id: client.id, limit: 50 }} title="Payments" />
        </>
      )}
    />
  )
}
