import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { LocaleContext } from '~/lib/locale'
import { DecimalField } from './DecimalField'

function Editor({
  start,
  locale = 'en-US',
  seen,
}: {
  start: string | null
  locale?: string
  seen: (value: unknown) => void
}) {
  const [value, setValue] = useState<string | null>(start)
  return (
    <LocaleContext value={locale}>
      <DecimalField
        label="Price"
        digits={2}
        value={value}
        onChange={(next) => {
          setValue(next)
          seen(next)
        }}
      />
      <button type="button">Next</button>
    </LocaleContext>
  )
}

const field = () => screen.getByLabelText<HTMLInputElement>('Price')

describe('DecimalField', () => {
  it('replaces the old value when a person tabs in and types', async () => {
    const seen = vi.fn()
    render(<Editor start="1234.5" seen={seen} />)
    expect(field().value).toBe('1,234.50')
    await userEvent.tab()
    expect(field().value).toBe('1234.50')
    await userEvent.keyboard('99')
    expect(seen).toHaveBeenLastCalledWith('99')
    await userEvent.tab()
    expect(field().value).toBe('99.00')
  })

  it('understands the other decimal sign and says how it was read', async () => {
    const seen = vi.fn()
    render(<Editor start={null} seen={seen} />)
    await userEvent.type(field(), '12,3')
    expect(seen).toHaveBeenLastCalledWith('12.3')
    expect(screen.getByText('Read as 12.30')).toBeTruthy()
  })

  it('works in the locale of the reader', async () => {
    const seen = vi.fn()
    render(<Editor start="1234.5" locale="de-DE" seen={seen} />)
    expect(field().value).toBe('1.234,50')
    await userEvent.tab()
    await userEvent.keyboard('0,5')
    expect(seen).toHaveBeenLastCalledWith('0.5')
  })

  it('keeps the last value and complains when text is not a number', async () => {
    const seen = vi.fn()
    render(<Editor start="5" seen={seen} />)
    await userEvent.clear(field())
    expect(seen).toHaveBeenLastCalledWith(null)
    await userEvent.type(field(), 'abc')
    await userEvent.tab()
    expect(screen.getByText(/“abc” is not a number/)).toBeTruthy()
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(seen).toHaveBeenCalledTimes(1)
  })
})
