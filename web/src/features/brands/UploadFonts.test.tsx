// What is said of files that were kept: of a variable font more than one style.
import { expect, test } from 'vitest'
import type { OwnFont } from '~/lib/api/own-fonts'
import { keptOf } from './UploadFonts'

function styled(style: string, weight: number): OwnFont {
  return {
    id: style,
    family: 'Acme',
    style,
    weight,
    italic: false,
    languages: ['en'],
    tabular: true,
    size: 1000,
    licensed_by: 'Ada',
    url: `/v1/own-fonts/${style}/file`,
    added_at: '2026-03-04T00:00:00Z',
  }
}

test('names the style of a font, and those that were taken from a variable one', () => {
  expect(keptOf([styled('Regular', 400)])).toBe('Acme Regular')
  expect(keptOf([styled('Regular', 400), styled('Semibold', 600)])).toBe(
    'Acme Regular and Semibold (taken from a variable font)',
  )
})
