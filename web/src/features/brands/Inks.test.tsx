import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import type * as Brands from '~/lib/api/brands'
import type { Design, Ink, Role } from '~/lib/api/brands'
import { Inks } from './Inks'

const ROLES: Role[] = ['primary', 'secondary', 'accent', 'heading', 'body', 'muted', 'surface']
const BLACK: Ink = { cyan: 0, magenta: 0, yellow: 0, black: 100 }
const COLORS: Partial<Record<Role, string>> = { primary: '#0F766E', accent: '#0F766E' }

function proof(ink: Ink) {
  const total = ink.cyan + ink.magenta + ink.yellow + ink.black
  return { ink, shown: '#2B2A29', difference: '5.6', is_visible: true, total, dries: total <= 300 }
}

vi.mock('~/lib/api/brands', async (original) => ({
  ...(await original<typeof Brands>()),
  inksOptions: ({ inks }: Design) => ({
    queryKey: ['inks', inks],
    queryFn: async () =>
      ROLES.map((role) => ({
        role,
        color: COLORS[role] ?? '#1C1917',
        chosen: inks[role] && proof(inks[role]),
        suggestion: proof(BLACK),
      })),
  }),
}))

let last: Design['inks']

function Editor() {
  const none = Object.fromEntries(ROLES.map((role) => [role, null]))
  const [design, setDesign] = useState({ inks: none } as unknown as Design)
  last = design.inks
  return <Inks design={design} settled={design} onChange={setDesign} errors={{}} />
}

async function open() {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, placeholderData: (kept: unknown) => kept } },
  })
  render(
    <QueryClientProvider client={client}>
      <Editor />
    </QueryClientProvider>,
  )
  const user = userEvent.setup()
  await user.click(screen.getByText('Inks for print shops'))
  await screen.findByText('Main color, accent')
  return user
}

describe('Inks', () => {
  it('gives roles of one color the same inks', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Use 0 0 0 100: Main color, accent' }))
    expect([last.primary, last.accent, last.body]).toEqual([BLACK, BLACK, null])
    await user.click(screen.getByRole('button', { name: 'No inks: Main color, accent' }))
    expect([last.primary, last.accent]).toEqual([null, null])
  })

  it('takes whole percents and says what would not dry', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Suggest inks for all colors' }))
    for (const ink of ['Cyan', 'Magenta', 'Yellow']) {
      const field = await screen.findByLabelText(`${ink}: Main color, accent`)
      await user.clear(field)
      await user.type(field, '99')
    }
    expect(last.primary).toEqual({ cyan: 99, magenta: 99, yellow: 99, black: 100 })
    expect(await screen.findByText('397 % in all would not dry. Paper takes 300 %.')).toBeTruthy()
    const black = screen.getByLabelText('Black: Main color, accent')
    await user.clear(black)
    await user.type(black, '1000')
    expect(black.getAttribute('aria-invalid')).toBe('true')
    expect(last.primary?.black).toBe(100)
  })
})
