// What can be done with a quote or a proforma: note the answer, make what follows, revise.
import { useQuery } from '@tanstack/react-query'
import { FileOutput, FilePen, FileText, HandCoins, ListChecks, MessageSquareCheck } from 'lucide-react'
import { quoteOptions } from '~/lib/api/quotes'
import { can, useMe } from '~/lib/api/session'
import type { Invoice } from '~/lib/api/types'
import { isZero } from '~/lib/decimal'
import { offers } from '../../kinds'
import type { Act, Ask } from '../Actions'
import type { useActs } from '../acts'

type Props = { invoice: Invoice; acts: ReturnType<typeof useActs>; ask: (what: Ask) => void }

/** The one for an accepted quote comes first; none for what is no offer, or is not issued. */
export function useOfferActs({ invoice, acts, ask }: Props): Act[] {
  const me = useMe()
  const offered = invoice.status === 'issued' && offers(invoice.kind)
  const { data: quote } = useQuery({ ...quoteOptions(invoice.id), enabled: offered })
  if (!offered || !quote || !can(me, 'invoices.write')) return []
  const { state } = quote
  const isQuote = invoice.kind === 'quote'
  const holds = state !== 'rejected' && state !== 'expired'
  const left = holds && quote.left.some((line) => !isZero(line.left))
  const all: (Act | false)[] = [
    left && {
      id: 'convert',
      label: state === 'converted' ? 'Invoice the rest' : 'Make invoice',
      icon: FileOutput,
      run: () => acts.convert.mutate('invoice'),
      primary: state === 'accepted' || (!isQuote && invoice.sent_at !== null && state !== 'converted'),
    },
    isQuote &&
      state === 'open' && {
        id: 'answer',
        label: 'Note the answer',
        icon: MessageSquareCheck,
        run: () => ask('answer'),
        primary: invoice.sent_at !== null,
      },
    left && { id: 'part', label: 'Invoice a part', icon: ListChecks, run: () => ask('part') },
    left && { id: 'deposit', label: 'Ask for a deposit', icon: HandCoins, run: () => ask('deposit') },
    left &&
      isQuote && { id: 'proforma', label: 'Make proforma', icon: FileText, run: () => acts.convert.mutate('proforma') },
    state !== 'converted' && { id: 'revise', label: 'Revise', icon: FilePen, run: () => acts.revise.mutate() },
  ]
  return all.filter((one) => one !== false)
}
