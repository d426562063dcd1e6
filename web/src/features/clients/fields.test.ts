import { describe, expect, it } from 'vitest'
import type { Client } from '~/lib/api/types'
import { clientIn, emptyFields, fieldsOf } from './fields'

describe('the fields of a client', () => {
  it('leave terms to the company and the zone to the organization unless they are given', () => {
    const made = clientIn(emptyFields('EUR', 'DE', 'en'))
    expect(made.payment_terms_days).toBeNull()
    expect(made.time_zone).toBe('')
    expect(made.profile.address?.country).toBe('DE')
  })

  it('give a client back as it was', () => {
    const wanted = clientIn({
      ...emptyFields('GBP', 'GB', 'en'),
      name: 'Harbour & Finch Ltd',
      tax_ids: [{ scheme: 'VAT', value: 'GB123456789' }],
      payment_terms_days: '30',
      reminders_paused: true,
      code: 'HARB',
      notes: 'Call Eleanor first.',
    })
    expect(clientIn(fieldsOf(wanted as unknown as Client))).toEqual(wanted)
    expect(wanted.payment_terms_days).toBe(30)
  })
})
