// The fields of an item: what the line will say, what it costs, and how others know it.
import { useQuery } from '@tanstack/react-query'
import { companiesOptions, taxRatesOptions } from '~/lib/api/companies'
import { useMe } from '~/lib/api/session'
import type { FieldErrors } from '~/lib/problem'
import { useToday } from '~/lib/today'
import { Select } from '~/ui/Select'
import { TextArea, TextField } from '~/ui/TextField'
import { errorOf, type ItemDraft, itemIn } from '../draft'
import { CodesField } from './CodesField'
import { PartsField } from './PartsField'
import { PricesField } from './PricesField'

const SUPPLIES = [
  { value: '', label: 'As the invoice says' },
  { value: 'services', label: 'Services' },
  { value: 'goods', label: 'Goods that are sent' },
  { value: 'digital', label: 'Digital services, such as software or downloads' },
  { value: 'intangible', label: 'Licenses, advice, advertising, data' },
]

type Props = { draft: ItemDraft; onChange: (draft: ItemDraft) => void; errors: FieldErrors }

const KINDS = [
  { value: 'item', label: 'Something of its own' },
  { value: 'bundle', label: 'A bundle of other items' },
]

/** The rates of the first company; an item may name another one that some company has. */
function useTaxes(kept: string) {
  const today = useToday()
  const { data: companies } = useQuery(companiesOptions)
  const { data: rates = [] } = useQuery(taxRatesOptions(companies?.[0]?.id ?? '', today))
  const options = rates.map((rate) => ({ value: rate.key, label: rate.label }))
  const known = options.some((one) => one.value === kept)
  return known ? options : [...options, { value: kept, label: kept.replaceAll('_', ' ') }]
}

export function ItemFields({ draft, onChange, errors }: Props) {
  const me = useMe()
  const set = (part: Partial<ItemDraft>) => onChange({ ...draft, ...part })
  const taxes = useTaxes(draft.tax)
  const sent = itemIn(draft)
  const word = (name: 'name' | 'sku' | 'unit' | 'gtin') => ({
    value: draft[name],
    onChange: (text: string) => set({ [name]: text }),
    error: errors[name],
    autoComplete: 'off',
  })
  return (
    <>
      <TextField label="Name" required hint="This is what the line on the invoice says." {...word('name')} />
      <TextArea
        label="Description"
        required={false}
        hint="Stands under the name, in smaller print."
        rows={2}
        value={draft.description}
        onChange={(description) => set({ description })}
        error={errors.description}
      />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField label="SKU" required={false} spellCheck={false} hint="Your own number, unique." {...word('sku')} />
        <TextField label="Unit" required={false} placeholder="hour, piece, kg" {...word('unit')} />
        <Select label="Tax" value={draft.tax} onChange={(tax) => set({ tax })} options={taxes} error={errors.tax} />
        <TextField
          label="GTIN"
          required={false}
          inputMode="numeric"
          hint="The number under the barcode."
          {...word('gtin')}
        />
        <Select
          label="For tax it is"
          value={draft.supply}
          onChange={(supply) => set({ supply: supply as ItemDraft['supply'] })}
          options={SUPPLIES}
          hint="Goods and services are taxed differently across borders."
        />
      </div>
      <Select
        label="What it is"
        value={draft.kind}
        onChange={(kind) => set({ kind: kind === 'bundle' ? 'bundle' : 'item' })}
        options={KINDS}
        hint={draft.kind === 'bundle' ? 'It becomes one line for each part, and costs what they cost.' : undefined}
      />
      {draft.kind === 'bundle' ? (
        <PartsField
          parts={draft.parts}
          onChange={(parts) => set({ parts })}
          errorOf={(key) => errorOf(errors, 'parts', draft.parts, key)}
          error={errors.parts}
        />
      ) : (
        <PricesField
          prices={draft.prices}
          onChange={(prices) => set({ prices })}
          errorOf={(key) => errorOf(errors, 'prices', sent.prices, key)}
          currency={me.organization?.base_currency ?? 'EUR'}
        />
      )}
      <CodesField
        codes={draft.codes}
        onChange={(codes) => set({ codes })}
        errorOf={(key) => errorOf(errors, 'classifications', sent.codes, key)}
        usual={me.organization?.country === 'IN' ? 'HSN' : 'CN'}
      />
    </>
  )
}
