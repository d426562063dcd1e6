import { describe, expect, it } from 'vitest'
import { languageHint, languageOptions, MAILED } from './languages'

describe('languages', () => {
  it('names those of paper, and of mail alone', () => {
    expect(languageOptions('en', 'en').map(({ value }) => value)).toContain('he')
    expect(languageOptions('en', 'en', MAILED)).toHaveLength(5)
  })

  it('keeps one that is stored and not offered', () => {
    expect(languageOptions('en', 'tr').map(({ label }) => label)).toContain('Turkish')
  })

  it('says where mails are in another language', () => {
    expect(languageHint('ar-EG')).toBe('Mails about them are in English.')
    expect(languageHint('de-AT')).toBeUndefined()
  })
})
