// The figures of the first screen, and the acts it offers on messages that went wrong.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type DashboardFigures = Schemas['Dashboard']
export type BaseFigures = Schemas['BaseFigures']
export type CurrencyFigures = Schemas['CurrencyFigures']
export type AgeingBucket = Schemas['AgeingBucket']
export type Attention = Schemas['Attention']
export type RecentEntry = Schemas['RecentEntry']
export type UpcomingReminder = DashboardFigures['upcoming_reminders'][number]

export const dashboardOptions = queryOptions({
  queryKey: ['dashboard'],
  queryFn: ({ signal }) => answer(api.GET('/v1/dashboard', { signal })),
})

/** The newest message of an invoice in this state; null when somebody dealt with it meanwhile. */
export async function findDelivery(invoiceId: string, state: 'unsure' | 'failed'): Promise<string | null> {
  const query = { invoice_id: invoiceId, state, limit: 1 }
  return (await answer(api.GET('/v1/deliveries', { params: { query } }))).data[0]?.id ?? null
}
