// Prices of an item: one row a currency and quantity from which it holds.
import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { currenciesOptions } from '~/lib/api/companies'
import { minorDigits } from '~/lib/money'
import { Button, IconButton } from '~/ui/Button'
import { DecimalField } from '~/ui/DecimalField'
import { Select } from '~/ui/Select'
import { newPrice, type PriceDraft } from '../draft'

type Props = {
  prices: readonly PriceDraft[]
  onChange: (prices: readonly PriceDraft[]) => void
  errorOf: (key: string) => string | undefined
  currency: string
}

export function PricesField({ prices, onChange, errorOf, currency }: Props) {
  const { data } = useQuery(currenciesOptions)
  const codes = data?.map((one) => one.code) ?? []
  const change = (key: string, part: Partial<PriceDraft>) =>
    onChange(prices.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const known = (code: string) => (codes.includes(code) ? codes : [code, ...codes])
  return (
    <div className="grid gap-3">
      {prices.map((one, index) => (
        <div key={one.key} className="grid grid-cols-[1fr_1fr_auto] items-start gap-2 sm:grid-cols-[1fr_7rem_1fr_auto]">
          <DecimalField
            label={index === 0 ? 'Price' : `Price ${index + 1}`}
            digits={minorDigits(one.currency)}
            placeholder="0"
            value={one.unitPrice}
            onChange={(unitPrice) => change(one.key, { unitPrice })}
            error={errorOf(one.key)}
          />
          <Select
            label="Currency"
            value={one.currency}
            onChange={(code) => change(one.key, { currency: code })}
            options={known(one.currency).map((code) => ({ value: code, label: code }))}
          />
          <DecimalField
            label="From quantity"
            className="max-sm:col-span-2"
            placeholder="0"
            value={one.from}
            onChange={(from) => change(one.key, { from })}
          />
          <IconButton
            label={`Remove price ${index + 1}`}
            className="mt-6.5"
            onClick={() => onChange(prices.filter((other) => other.key !== one.key))}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      <Button
        size="small"
        className="justify-self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => onChange([...prices, newPrice(prices.at(-1)?.currency ?? currency)])}
      >
        Add a price
      </Button>
    </div>
  )
}
