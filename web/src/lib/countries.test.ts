import { describe, expect, it } from 'vitest'
import { countryName, likelyCountry, likelyCurrency } from './countries'

describe('countries', () => {
  it('are guessed from the language of the browser', () => {
    expect(likelyCountry('de-AT')).toBe('AT')
    expect(likelyCountry('en')).toBeNull()
  })

  it('have a usual currency where we know it, and it is a real one', () => {
    expect(likelyCurrency('DE')).toBe('EUR')
    expect(likelyCurrency('GB')).toBe('GBP')
    expect(likelyCurrency('AQ')).toBeNull()
    for (const code of ['PL', 'CH', 'US', 'JP'])
      expect(Intl.supportedValuesOf('currency')).toContain(likelyCurrency(code))
  })

  it('keep a code nobody knows', () => {
    expect(countryName('DE', 'en')).toBe('Germany')
    expect(countryName('QQ', 'en')).toBe('QQ')
  })
})
