// What a person should look at: mails nobody is sure about, refused mails, disputes, and what is very late.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  CircleAlert,
  CircleHelp,
  Eraser,
  Hash,
  Hourglass,
  LayoutTemplate,
  type LucideIcon,
  MessageSquareWarning,
} from 'lucide-react'
import { type Attention, findDelivery } from '~/lib/api/dashboard'
import { invoicesChanged, resolveDelivery, retryDelivery } from '~/lib/api/invoices'
import { can, useMe } from '~/lib/api/session'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Link } from '~/ui/Link'
import { Section } from '~/ui/Section'
import { toast } from '~/ui/toasts'

const LOOK: Record<Attention['kind'], { icon: LucideIcon; title: string }> = {
  unsure_send: { icon: CircleHelp, title: 'Did the mail arrive?' },
  failed_send: { icon: CircleAlert, title: 'A mail was refused' },
  disputed: { icon: MessageSquareWarning, title: 'Disputed' },
  very_late: { icon: Hourglass, title: 'Very late' },
  template_failed: { icon: LayoutTemplate, title: 'Not everything was printed' },
  missing_numbers: { icon: Hash, title: 'Missing numbers' },
  erased_soon: { icon: Eraser, title: 'Erased soon' },
}

function useSettle(item: Attention) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (act: 'arrived' | 'lost' | 'again') => {
      if (item.invoice_id === null) throw new Error('no mail to settle')
      const delivery = await findDelivery(item.invoice_id, act === 'again' ? 'failed' : 'unsure')
      if (delivery === null) return 'Somebody has dealt with it already.'
      if (act === 'again') await retryDelivery(delivery)
      else await resolveDelivery(delivery, act === 'arrived')
      return act === 'arrived' ? 'Noted: the mail arrived.' : 'The mail goes out again.'
    },
    onSuccess: (said) => toast(said),
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => invoicesChanged(client),
  })
}

function Acts({ item }: { item: Attention }) {
  const settle = useSettle(item)
  const button = (act: 'arrived' | 'lost' | 'again', label: string) => (
    <Button size="small" disabled={settle.isPending} onClick={() => settle.mutate(act)}>
      {label}
    </Button>
  )
  if (item.kind === 'failed_send') return button('again', 'Send it again')
  if (item.kind !== 'unsure_send') return null
  return (
    <>
      {button('arrived', 'It arrived')}
      {button('lost', 'It did not')}
    </>
  )
}

function Subject({ item }: { item: Attention }) {
  if (item.invoice_id === null) {
    return (
      <>
        {item.kind === 'erased_soon' ? (
          <Link to="/settings/retention">Data retention</Link>
        ) : (
          <Link to="/settings/numbering">Number series</Link>
        )}{' '}
        of {item.client_name}
      </>
    )
  }
  return (
    <>
      <Link to="/invoices/$id" params={{ id: item.invoice_id }}>
        {item.number}
      </Link>
      , {item.client_name}
    </>
  )
}

export function NeedsAttention({ items }: { items: readonly Attention[] }) {
  const me = useMe()
  if (items.length === 0) return null
  return (
    <Section title="Needs your attention">
      <ul className="border-line border-t">
        {items.map((item) => {
          const { icon: Icon, title } = LOOK[item.kind]
          return (
            <li
              key={`${item.kind} ${item.invoice_id ?? item.detail}`}
              className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b py-3"
            >
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-late" />
              <div className="min-w-0 flex-1 basis-64">
                <p>
                  <span className="font-strong">{title}.</span> <Subject item={item} />
                </p>
                <p className="text-muted">{item.detail}</p>
              </div>
              {can(me, 'deliveries.write') && (
                <div className="flex gap-2">
                  <Acts item={item} />
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
