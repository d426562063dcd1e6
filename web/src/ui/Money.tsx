// An amount on the screen: tabular digits, the currency small and muted beside it.
import type { Decimal } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatAmount } from '~/lib/money'
import { cx } from './classes'

type Props = { amount: Decimal; currency: string; tone?: 'ink' | 'muted' | 'late' | 'good'; className?: string }

const TONE = { ink: '', muted: 'text-muted', late: 'text-late', good: 'text-good' }

export function Money({ amount, currency, tone = 'ink', className }: Props) {
  const locale = useLocale()
  return (
    <span className={cx('whitespace-nowrap', TONE[tone], className)}>
      {formatAmount(amount, currency, locale)}
      <span className="ms-[0.35em] font-normal text-[max(0.68em,0.6875rem)] text-muted">{currency}</span>
    </span>
  )
}
