// What can be done with one invoice, and what each act says when it is done.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { newKey } from '~/lib/api/client'
import { createFinal } from '~/lib/api/corrections'
import {
  createDraft,
  deleteDraft,
  duplicateInvoice,
  invoicesChanged,
  publicLink,
  resumeReminders,
} from '~/lib/api/invoices'
import { sharePreview } from '~/lib/api/prints'
import { convertQuote, reviseQuote } from '~/lib/api/quotes'
import { makePaymentLink, sharedLinksChanged } from '~/lib/api/shared-links'
import type { Invoice } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { toast } from '~/ui/toasts'
import { draftOf } from '../draft'

const refused = (error: unknown) => void toast(sentenceOf(error), { tone: 'late' })

export function useActs(invoice: Invoice) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const edit = (id: string) => navigate({ to: '/invoices/$id/edit', params: { id } })

  const duplicate = useMutation({
    mutationFn: (attachments: boolean) => duplicateInvoice(invoice.id, attachments),
    onSuccess: async (copy) => {
      toast('A new draft with the same content')
      await invoicesChanged(client)
      await edit(copy.id)
    },
    onError: refused,
  })

  async function bringBack() {
    try {
      const again = await createDraft(draftOf(invoice), newKey())
      await invoicesChanged(client)
      await navigate({ to: '/invoices/$id', params: { id: again.id } })
    } catch (error) {
      refused(error)
    }
  }

  const remove = useMutation({
    mutationFn: () => deleteDraft(invoice.id, invoice.version),
    onSuccess: async () => {
      await navigate({ to: '/invoices' })
      toast('Draft deleted', { undo: () => void bringBack() })
      client.removeQueries({ queryKey: ['invoices', invoice.id] })
      await invoicesChanged(client)
    },
    onError: refused,
  })

  const begun = async (made: { id: string }) => {
    await invoicesChanged(client)
    await edit(made.id)
  }
  const convert = useMutation({
    mutationFn: (kind: 'invoice' | 'proforma') => convertQuote(invoice.id, kind),
    onSuccess: begun,
    onError: refused,
  })
  const revise = useMutation({
    mutationFn: () => reviseQuote(invoice.id),
    onSuccess: async (made) => {
      toast(`It replaces ${invoice.number} once it is issued`)
      await begun(made)
    },
    onError: refused,
  })
  const final = useMutation({ mutationFn: () => createFinal(invoice.id), onSuccess: begun, onError: refused })

  const resume = useMutation({
    mutationFn: () => resumeReminders(invoice.id),
    onSuccess: async () => {
      toast('Reminders go on')
      await invoicesChanged(client)
    },
    onError: refused,
  })

  const copyLink = useMutation({
    mutationFn: async () => {
      const link = await publicLink(invoice.id)
      // Browsers lend the clipboard to https and localhost only; elsewhere the link is shown to be copied by hand.
      if (!navigator.clipboard) return link.url
      await navigator.clipboard.writeText(link.url)
      return null
    },
    onSuccess: (shown) => void toast(shown ?? 'Link copied. Whoever has it can open the document.'),
    onError: refused,
  })

  const sharePreviewLink = useMutation({
    mutationFn: async () => {
      const url = await sharePreview(invoice.id)
      if (!navigator.clipboard) return url
      await navigator.clipboard.writeText(url)
      return null
    },
    onSuccess: async (shown) => {
      toast(shown ?? 'Link copied. Whoever has it sees this draft for 7 days, until it is issued.')
      await sharedLinksChanged(client)
    },
    onError: refused,
  })

  const paymentLink = useMutation({
    mutationFn: async () => {
      const url = await makePaymentLink(invoice.id)
      if (!navigator.clipboard) return url
      await navigator.clipboard.writeText(url)
      return null
    },
    onSuccess: async (shown) => {
      toast(shown ?? 'Link copied. Whoever has it sees what is owed and how to pay it, for 30 days.')
      await sharedLinksChanged(client)
    },
    onError: refused,
  })

  return {
    duplicate,
    remove,
    resume,
    copyLink,
    sharePreviewLink,
    paymentLink,
    convert,
    revise,
    final,
    edit: () => void edit(invoice.id),
  }
}
