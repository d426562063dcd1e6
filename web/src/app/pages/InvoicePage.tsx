// One invoice with its payments: two features on one screen.
import { InvoiceScreen } from '~/features/invoices/view/InvoiceScreen'
import { InvoiceCredit } from '~/features/payments/credit/InvoiceCredit'
import { DepositCard } from '~/features/payments/deposits/DepositCard'
import { EarlyDiscount } from '~/features/payments/EarlyDiscount'
import { PaymentLines } from '~/features/payments/PaymentLines'
import { RecordPayment } from '~/features/payments/RecordPayment'

export function InvoicePage() {
  return (
    <InvoiceScreen
      payments={(invoice) => (
        <>
          {invoice.kind === 'deposit_invoice' && <DepositCard id={invoice.id} />}
          <InvoiceCredit
            invoice={{ id: invoice.id, number: invoice.number ?? '', balance: invoice.balance.balance }}
            clientId={invoice.client_id}
            clientName={invoice.client_name}
          />
          <EarlyDiscount invoiceId={invoice.id} />
          <PaymentLines query={{ invoice_id: invoice.id, limit: 20 }} title="Payments" />
        </>
      )}
      recordPayment={(invoice, onClose) => (
        <RecordPayment
          clientId={invoice.client_id}
          clientName={invoice.client_name}
          currency={invoice.document.currency}
          invoice={{ id: invoice.id, number: invoice.number ?? '', balance: invoice.balance.balance }}
          onClose={onClose}
        />
      )}
    />
  )
}
