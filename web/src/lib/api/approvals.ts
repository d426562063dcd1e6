// What waits for a second person: asking, looking, deciding.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { Problem } from '~/lib/problem'
import { answer, api } from './client'
import { invoicesChanged } from './invoices'
import type { Approval, ApprovalIn } from './types'

const at = (id: string) => ({ params: { path: { id } } })

export function approvalsOptions(state: Approval['state'] | undefined, cursor?: string) {
  return queryOptions({
    queryKey: ['approvals', 'list', state ?? '', cursor ?? ''],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/v1/approvals', {
          params: { query: { limit: 20, ...(state && { state }), ...(cursor && { cursor }) } },
          signal,
        }),
      ),
  })
}

/** The request about one invoice that nobody has decided yet. */
export function pendingApprovalOptions(invoice: string) {
  return queryOptions({
    queryKey: ['approvals', 'of', invoice],
    queryFn: async ({ signal }) =>
      (
        await answer(
          api.GET('/v1/approvals', { params: { query: { invoice_id: invoice, state: 'pending', limit: 1 } }, signal }),
        )
      ).data[0] ?? null,
  })
}

/** What approving an amendment would change. */
export function approvalChangesOptions(id: string) {
  return queryOptions({
    queryKey: ['approvals', id, 'changes'],
    queryFn: ({ signal }) => answer(api.GET('/v1/approvals/{id}/changes', { ...at(id), signal })),
  })
}

export function askForApproval(wish: ApprovalIn): Promise<Approval> {
  return answer(api.POST('/v1/approvals', { body: wish }))
}

export function approve(id: string, note: string): Promise<Approval> {
  return answer(api.POST('/v1/approvals/{id}/approve', { ...at(id), body: { note } }))
}

export function decline(id: string, note: string): Promise<Approval> {
  return answer(api.POST('/v1/approvals/{id}/decline', { ...at(id), body: { note } }))
}

export function withdraw(id: string): Promise<Approval> {
  return answer(api.POST('/v1/approvals/{id}/withdraw', at(id)))
}

/** Whether an act was refused only because it is over a limit. */
export function isOverLimit(problem: unknown): boolean {
  return problem instanceof Problem && problem.code === 'approval.needed'
}

export async function approvalsChanged(client: QueryClient): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: ['approvals'] }), invoicesChanged(client)])
}
