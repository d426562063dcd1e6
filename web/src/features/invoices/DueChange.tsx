// What was due and what will be, where that is not the same.
import { Money } from '~/ui/Money'

type Props = { currency: string; before: string | null; after: string | null }

export function DueChange({ currency, before, after }: Props) {
  if (before === null || after === null || before === after) return null
  return (
    <p>
      Amount due: <Money amount={before} currency={currency} /> becomes{' '}
      <strong className="font-strong">
        <Money amount={after} currency={currency} />
      </strong>
      .
    </p>
  )
}
