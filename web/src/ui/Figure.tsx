// The one large number of a screen: what it is, how much, and how it was made.
import type { ReactNode } from 'react'
import type { Decimal } from '~/lib/decimal'
import { cx } from './classes'
import { Money } from './Money'

type Props = {
  label: string
  amount: Decimal
  currency: string
  /** How the number was made, as a sentence. */
  explained?: ReactNode
  size?: 'hero' | 'figure' | 'title'
  tone?: 'ink' | 'late' | 'good'
}

const SIZE = { hero: 'text-figure sm:text-hero', figure: 'text-figure', title: 'text-title' }

export function Figure({ label, amount, currency, explained, size = 'figure', tone = 'ink' }: Props) {
  return (
    <div>
      <p className="text-muted">{label}</p>
      <p className={cx('mt-1 font-strong tracking-tight', SIZE[size])}>
        <Money amount={amount} currency={currency} tone={tone} />
      </p>
      {explained && <p className="mt-1 text-muted text-small">{explained}</p>}
    </div>
  )
}
