// How old what is owed is: one bar an age, with the numbers beside it, in one currency at a time.
import { useState } from 'react'
import type { AgeingBucket, CurrencyFigures } from '~/lib/api/dashboard'
import { plural } from '~/lib/dates'
import { compare, type Decimal, ratio } from '~/lib/decimal'
import { cx } from '~/ui/classes'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'

const WORDS: Record<AgeingBucket['bucket'], string> = {
  current: 'Not due yet',
  '1-30': '1 to 30 days late',
  '31-60': '31 to 60 days late',
  '61-90': '61 to 90 days late',
  '90+': 'More than 90 days late',
}
const INK: Record<AgeingBucket['bucket'], string> = {
  current: 'fill-ink/25',
  '1-30': 'fill-spark/55',
  '31-60': 'fill-spark',
  '61-90': 'fill-late/60',
  '90+': 'fill-late',
}

function Switch({ codes, chosen, onChoose }: { codes: string[]; chosen: string; onChoose: (code: string) => void }) {
  if (codes.length < 2) return null
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">Currency of the bars</legend>
      {codes.map((code) => (
        <button
          key={code}
          type="button"
          aria-pressed={code === chosen}
          onClick={() => onChoose(code)}
          className={cx(
            'h-7 rounded-control px-2 text-small pointer-coarse:min-h-11 pointer-coarse:px-3',
            code === chosen ? 'bg-ink/8 font-strong' : 'text-muted hover:text-ink',
          )}
        >
          {code}
        </button>
      ))}
    </fieldset>
  )
}

function Drawn({ width, bucket, className }: { width: number; bucket: AgeingBucket; className: string }) {
  return (
    <svg className={cx('w-full', className)} preserveAspectRatio="none" aria-hidden="true">
      {bucket.count > 0 && (
        <rect width={`${Math.max(width, 0.5)}%`} height="100%" rx="3" className={INK[bucket.bucket]} />
      )}
    </svg>
  )
}

function Row({ bucket, top, currency }: { bucket: AgeingBucket; top: Decimal; currency: string }) {
  const width = ratio(bucket.balance, top) * 100
  return (
    <tr className="border-line border-b">
      <th scope="row" className="py-2 pe-5 text-start sm:w-0 font-normal sm:whitespace-nowrap">
        {WORDS[bucket.bucket]}
        <Drawn width={width} bucket={bucket} className="mt-1 h-1.5 sm:hidden" />
      </th>
      <td aria-hidden="true" className="py-2 max-sm:hidden">
        <Drawn width={width} bucket={bucket} className="h-3.5" />
      </td>
      <td className="py-2 ps-5 text-end whitespace-nowrap text-muted">
        {bucket.count > 0 && plural(bucket.count, '{count} invoice', '{count} invoices')}
      </td>
      <td className={cx('py-2 ps-5 text-end', bucket.count === 0 && 'text-muted')}>
        <Money amount={bucket.balance} currency={currency} />
      </td>
    </tr>
  )
}

export function Ageing({ currencies }: { currencies: readonly CurrencyFigures[] }) {
  const [wanted, setWanted] = useState('')
  const shown = currencies.find((one) => one.currency === wanted) ?? currencies[0]
  if (!shown) return null
  const top = shown.ageing.reduce<Decimal>((most, { balance }) => (compare(balance, most) > 0 ? balance : most), '0')
  const codes = currencies.map((one) => one.currency)
  return (
    <Section title="How old it is" aside={<Switch codes={codes} chosen={shown.currency} onChoose={setWanted} />}>
      <table className="w-full border-line border-t">
        <caption className="sr-only">Open balances in {shown.currency} by how late they are</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Age</th>
            <td className="max-sm:hidden" aria-hidden="true" />
            <th scope="col">Invoices</th>
            <th scope="col">Balance</th>
          </tr>
        </thead>
        <tbody>
          {shown.ageing.map((bucket) => (
            <Row key={bucket.bucket} bucket={bucket} top={top} currency={shown.currency} />
          ))}
        </tbody>
      </table>
    </Section>
  )
}
