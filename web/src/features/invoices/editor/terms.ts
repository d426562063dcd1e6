// When an invoice is to be paid, and what paying early takes off: typed, or left to what the client usually has.
import type { DraftIn, Invoice } from '~/lib/api/types'
import type { EarlyStep } from '~/lib/early-steps'
import type { Change, Form } from './model'

type Stated = Invoice['document']['payment_terms']

/** What the server states of it, as it is typed. */
export function usualEarly(stated: Stated | undefined): EarlyStep[] {
  return stated?.early.map(({ percent, days }) => ({ percent, days })) ?? []
}

/** Days typed by hand keep the discounts that were shown; without days the usual terms hold again, as a whole. */
export function withDays(termsDays: number | null, stated: Stated | undefined): Change {
  return (form) => {
    const early = form.termsDays === null ? usualEarly(stated) : form.early
    return { ...form, termsDays, early: termsDays === null ? [] : early }
  }
}

export function termsIn({ termsDays, termsNote, moreTerms, early }: Form): DraftIn['payment_terms'] {
  if (termsDays === null) return null
  const told = early.map(({ percent, days }) => ({ percent, days }))
  return { ...moreTerms, days: termsDays, note: termsNote, ...(told.length > 0 && { early: told }) }
}
