// Invoices on the server: what screens read of them and every act on one.
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type {
  AmendIn,
  AmendPreview,
  BilledLineQuery,
  CreditIn,
  DraftIn,
  EInvoiceProfile,
  Invoice,
  InvoicePage,
  InvoiceQuery,
  InvoiceSumsQuery,
  PauseIn,
  SendIn,
} from './types'

const at = (id: string) => ({ params: { path: { id } } })

export function invoicesOptions(query: InvoiceQuery) {
  return queryOptions({
    queryKey: ['invoices', 'list', query],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/invoices', { params: { query }, signal }))) as InvoicePage,
    placeholderData: keepPreviousData,
  })
}

/** A page without count and sums: it costs the same in a long ledger as in a short one. */
export const pageOptions = (query: InvoiceQuery) => invoicesOptions({ ...query, sums: false })

/** How many the filters find, and what they come to. Kept while pages are turned. */
export function invoiceSumsOptions(query: InvoiceSumsQuery) {
  return queryOptions({
    queryKey: ['invoices', 'sums', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/invoices/sums', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

export function invoiceOptions(id: string) {
  return queryOptions({
    queryKey: ['invoices', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/invoices/{id}', { ...at(id), signal })),
  })
}

/** Lines that were billed before, newest first. */
export function billedLinesOptions(query: BilledLineQuery) {
  return queryOptions({
    queryKey: ['invoices', 'lines', query],
    queryFn: async ({ signal }) => (await answer(api.GET('/v1/lines', { params: { query }, signal }))).data,
    placeholderData: keepPreviousData,
  })
}

/** The printed pages of one version, as SVG text. */
export function pagesOptions(id: string, version: number) {
  return queryOptions({
    queryKey: ['invoices', id, 'pages', version],
    queryFn: ({ signal }) => answer(api.GET('/v1/invoices/{id}/pages', { ...at(id), signal })),
    placeholderData: keepPreviousData,
  })
}

export function timelineOptions(id: string, cursor: string | null = null) {
  return queryOptions({
    queryKey: ['invoices', id, 'timeline', cursor ?? ''],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/v1/invoices/{id}/timeline', {
          params: { path: { id }, query: { limit: 30, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
  })
}

export function remindersOptions(id: string) {
  return queryOptions({
    queryKey: ['invoices', id, 'reminders'],
    queryFn: ({ signal }) => answer(api.GET('/v1/invoices/{id}/reminders', { ...at(id), signal })),
  })
}

/** The last messages about an invoice; asked again while one is on its way. */
export function deliveriesOptions(id: string) {
  return queryOptions({
    queryKey: ['invoices', id, 'deliveries'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/deliveries', { params: { query: { invoice_id: id, limit: 50 } }, signal }))).data,
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'pending' || one.state === 'sending') ? 1500 : false,
  })
}

/** The mail as it would go out now; only for issued invoices. */
/** The mail as it would be sent; `locked`: with a PDF that opens with a password. The last one stays until the next is here. */
export function sendPreviewOptions(id: string, locked: boolean) {
  return queryOptions({
    queryKey: ['invoices', id, 'send-preview', locked],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/invoices/{id}/send-preview', { params: { path: { id }, query: { locked } }, signal })),
    placeholderData: keepPreviousData,
  })
}

/** Where the client sees and pays the invoice; 404 while there is no such page. */
export function publicLink(id: string) {
  return answer(api.GET('/v1/invoices/{id}/public-link', at(id)))
}

export const reminderPoliciesOptions = queryOptions({
  queryKey: ['reminder-policies'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/reminder-policies', { signal }))).data,
})

/** `id` is the draft it would be saved as, once there is one. */
export function previewDraft(draft: DraftIn, id: string | undefined, signal: AbortSignal) {
  const params = { query: id === undefined ? {} : { invoice_id: id } }
  return answer(api.POST('/v1/invoices/preview', { body: draft, params, signal }))
}

export function createDraft(draft: DraftIn, key: string): Promise<Invoice> {
  return answer(api.POST('/v1/invoices', { body: draft, headers: { 'Idempotency-Key': key } }))
}

/** Replaces the draft; throws a Problem with status 412 when somebody else changed it since `version`. */
export function saveDraft(id: string, draft: DraftIn, version: number, key: string): Promise<Invoice> {
  const headers = { ...ifMatch(version), 'Idempotency-Key': key }
  return answer(api.PUT('/v1/invoices/{id}', { ...at(id), body: draft, headers }))
}

export function deleteDraft(id: string, version: number) {
  return answer(api.DELETE('/v1/invoices/{id}', { ...at(id), headers: ifMatch(version) }))
}

/** The series it is numbered in, null for the default of its kind; `backdate` confirms a date before its last number. */
export type Numbering = { series_id: string | null; backdate: boolean }

/** Gives the draft its number and freezes it; only the given version. */
export function issueInvoice(id: string, version: number, numbering: Numbering): Promise<Invoice> {
  return answer(api.POST('/v1/invoices/{id}/issue', { ...at(id), body: numbering, headers: ifMatch(version) }))
}

/** Issues a credit note: for all of the invoice, or for an amount. */
export function creditInvoice(id: string, wish: CreditIn): Promise<Invoice> {
  return answer(api.POST('/v1/invoices/{id}/credit', { ...at(id), body: wish }))
}

/** Gives an issued invoice a new version, where the company's rules allow it. */
export function amendInvoice(id: string, wish: AmendIn, version: number): Promise<Invoice> {
  return answer(api.POST('/v1/invoices/{id}/amend', { ...at(id), body: wish, headers: ifMatch(version) }))
}

/** What amending would change; nothing is stored. */
export function previewAmendment(id: string, draft: DraftIn): Promise<AmendPreview> {
  return answer(api.POST('/v1/invoices/{id}/amend/preview', { ...at(id), body: draft }))
}

/** What the client said to new versions, newest first. */
export function amendmentAnswersOptions(id: string) {
  return queryOptions({
    queryKey: ['invoices', id, 'amendment-answers'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/invoices/{id}/amendment-answers', { ...at(id), signal }))).data,
  })
}

export function voidInvoice(id: string, reason: string): Promise<Invoice> {
  return answer(api.POST('/v1/invoices/{id}/void', { ...at(id), body: { reason } }))
}

export function duplicateInvoice(id: string, attachments: boolean): Promise<Invoice> {
  return answer(api.POST('/v1/invoices/{id}/duplicate', { ...at(id), body: { attachments } }))
}

export function sendInvoice(id: string, wish: SendIn) {
  return answer(api.POST('/v1/invoices/{id}/send', { ...at(id), body: wish }))
}

export function pauseReminders(id: string, wish: PauseIn) {
  return answer(api.POST('/v1/invoices/{id}/reminders/pause', { ...at(id), body: wish }))
}

export function resumeReminders(id: string) {
  return answer(api.POST('/v1/invoices/{id}/reminders/resume', at(id)))
}

export function retryDelivery(id: string) {
  return answer(api.POST('/v1/deliveries/{id}/retry', at(id)))
}

/** Says what became of a message nobody was sure about. */
export function resolveDelivery(id: string, arrived: boolean) {
  return answer(api.POST('/v1/deliveries/{id}/resolve', { ...at(id), body: { arrived } }))
}

/** Everything that shows money or invoices is asked for again. */
export async function invoicesChanged(client: QueryClient): Promise<void> {
  const kinds = ['invoices', 'payments', 'clients', 'dashboard', 'reminders', 'search']
  await Promise.all(kinds.map((kind) => client.invalidateQueries({ queryKey: [kind] })))
}

export const pdfPath = (id: string) => `/v1/invoices/${id}/pdf`

/** What the official rules say of the invoice as e-invoice; it takes some seconds the first time. `corrected` is the KSeF number
 * of the invoice it corrects. */
export function einvoiceCheckOptions(id: string, profile: EInvoiceProfile, corrected = '') {
  const params = { path: { id }, query: { profile, corrected } }
  return queryOptions({
    queryKey: ['invoices', id, 'einvoice', profile, corrected],
    queryFn: ({ signal }) => answer(api.GET('/v1/invoices/{id}/einvoice/check', { params, signal })),
    gcTime: 0,
    retry: false,
  })
}

export const einvoicePath = (id: string, profile: EInvoiceProfile, corrected = '') =>
  `/v1/invoices/${id}/einvoice?${new URLSearchParams({ profile, corrected })}`
