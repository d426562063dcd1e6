import { describe, expect, it } from 'vitest'
import type { TemplateChoice } from '~/lib/api/templates'
import { isSame, usedBy } from './words'

const NONE = { company_id: null, client_id: null, kind: null, template_id: null, standard: null }

function choice(change: Partial<TemplateChoice>): TemplateChoice {
  return { ...NONE, ...change }
}

describe('the template of a company', () => {
  it('is the usual one where nobody chose', () => {
    expect(usedBy('a', []).standard).toBe('modern')
  })

  it('is its own before that of all companies', () => {
    const all = choice({ standard: 'bold' })
    expect(usedBy('a', [all, choice({ company_id: 'a', standard: 'legal' })]).standard).toBe('legal')
    expect(usedBy('b', [all, choice({ company_id: 'a', standard: 'legal' })]).standard).toBe('bold')
  })

  it('is not what was chosen for one client or kind', () => {
    const narrow = [
      choice({ company_id: 'a', kind: 'quote', standard: 'bold' }),
      choice({ client_id: 'x', standard: 'bold' }),
    ]
    expect(usedBy('a', narrow).standard).toBe('modern')
  })

  it('is told from others by name or id', () => {
    expect(isSame(choice({ standard: 'bold' }), { standard: 'bold', title: '' })).toBe(true)
    expect(isSame(choice({ template_id: '1' }), { template_id: '1', title: '' })).toBe(true)
    expect(isSame(choice({ standard: 'bold' }), { template_id: '1', title: '' })).toBe(false)
  })
})
