// The way of a new organization to its first money: company, client, invoice, send; each step opens when it is next.
import { useQueries } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { clientsOptions } from '~/lib/api/clients'
import { companiesOptions } from '~/lib/api/companies'
import { invoicesOptions, pageOptions } from '~/lib/api/invoices'
import { useMe } from '~/lib/api/session'
import { cx } from '~/ui/classes'
import { Drawing } from '~/ui/Drawing'
import { LinkButton } from '~/ui/Link'

type Step = { id: string; title: string; text: string; act: string; to: string; done: boolean }

function useSteps(): Step[] | null {
  const [companies, clients, invoices, issued, unsent] = useQueries({
    queries: [
      companiesOptions,
      clientsOptions({ limit: 1 }),
      pageOptions({ limit: 1, sort: '-created_at' }),
      invoicesOptions({ limit: 1, status: ['issued'] }),
      invoicesOptions({ limit: 1, state: 'unsent' }),
    ],
  })
  if (!companies.data || !clients.data || !invoices.data || !issued.data || !unsent.data) return null
  const first = invoices.data.data[0]
  return [
    {
      id: 'company',
      title: 'Add your company',
      text: 'Its name, address, tax number and bank account stand on every invoice.',
      act: 'Add your company',
      to: '/settings/companies/new',
      done: companies.data.length > 0,
    },
    {
      id: 'client',
      title: 'Add a client',
      text: 'Who pays you, and where the mail goes.',
      act: 'Add a client',
      to: '/clients/new',
      done: (clients.data.total ?? 0) > 0,
    },
    {
      id: 'invoice',
      title: 'Write an invoice',
      text: 'You type, and see the page as your client will.',
      act: 'Write an invoice',
      to: '/invoices/new',
      done: first !== undefined,
    },
    {
      id: 'send',
      title: 'Send it',
      text: 'It gets its number, goes out by mail, and reminders follow by themselves.',
      act: 'Open the invoice',
      to: first ? `/invoices/${first.id}` : '/invoices',
      done: (issued.data.total ?? 0) > (unsent.data.total ?? 0),
    },
  ]
}

function Mark({ done, number, next }: { done: boolean; number: number; next: boolean }) {
  return (
    <span
      aria-hidden
      className={cx(
        'flex size-7 shrink-0 items-center justify-center rounded-full border text-small',
        done && 'border-good bg-good-wash text-good',
        next && 'border-spark bg-spark font-strong text-on-spark',
        !done && !next && 'border-edge text-muted',
      )}
    >
      {done ? <Check className="size-4" /> : number}
    </span>
  )
}

export function Checklist() {
  const me = useMe()
  const steps = useSteps()
  if (!steps || steps.every((step) => step.done)) return null
  const next = steps.find((step) => !step.done)
  return (
    <section aria-labelledby="first-steps" className="mb-12 flex items-center gap-12">
      <div className="max-w-form flex-1">
        <h2 id="first-steps" className="text-title">
          Four steps to getting paid
        </h2>
        <ol className="mt-5">
          {steps.map((step, index) => (
            <li key={step.id} className="flex items-start gap-4 border-line border-b py-4 first:border-t">
              <Mark done={step.done} number={index + 1} next={step === next} />
              <div className="min-w-0 flex-1">
                <p className={cx('leading-7', step === next && 'font-strong', step.done && 'text-muted')}>
                  {step.title}
                  {step.done && <span className="sr-only"> (done)</span>}
                </p>
                {step === next && <p className="text-muted">{step.text}</p>}
                {step === next && (
                  <LinkButton to={step.to} tone="primary" className="mt-3">
                    {step.act}
                  </LinkButton>
                )}
              </div>
            </li>
          ))}
        </ol>
        {me.mailbox && (
          <p className="mt-4 text-muted">
            No mail server is set yet, so mail stays in the local mailbox. Nobody outside gets anything.
          </p>
        )}
      </div>
      <div className="hidden flex-1 justify-center md:flex">
        <Drawing name="invoice" />
      </div>
    </section>
  )
}
