// Discounts and charges on the whole invoice, each by percent or by amount.
import { Minus, Plus, X } from 'lucide-react'
import { newKey } from '~/lib/api/client'
import type { TaxRate } from '~/lib/api/types'
import { Button, IconButton } from '~/ui/Button'
import { DecimalField } from '~/ui/DecimalField'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { addAdjustment, patchAdjustment, removeAdjustment } from './changes'
import type { PartProps } from './Head'
import type { FormAdjustment } from './model'

type Props = PartProps & { currency: string; rates: readonly TaxRate[] }

function Row({ one, currency, rates, edit, errors }: Props & { one: FormAdjustment }) {
  const allowance = one.kind === 'allowance'
  const set = (part: Partial<FormAdjustment>, field: string) =>
    edit(patchAdjustment(one.key, part), `${one.key}.${field}`)
  return (
    <li className="grid grid-cols-2 items-start gap-2 border-line border-b py-3 sm:grid-cols-[minmax(0,1fr)_6.5rem_6rem_8rem_auto]">
      <TextField
        labelHidden
        label={allowance ? 'Reason of the discount' : 'Reason of the charge'}
        placeholder={allowance ? 'Discount, such as loyalty' : 'Charge, such as shipping'}
        className="max-sm:col-span-2"
        value={one.reason}
        onChange={(reason) => set({ reason }, 'reason')}
        error={errors[`adjustments.${one.key}`]}
      />
      <DecimalField
        labelHidden
        label={allowance ? 'Discount' : 'Charge'}
        value={one.value}
        onChange={(value) => set({ value }, 'value')}
      />
      <Select
        labelHidden
        label="By percent or amount"
        value={one.by}
        onChange={(by) => set({ by: by as FormAdjustment['by'] }, 'by')}
        options={[
          { value: 'percent', label: '%' },
          { value: 'amount', label: currency },
        ]}
      />
      <Select
        labelHidden
        label="Tax"
        value={one.tax}
        onChange={(tax) => set({ tax }, 'tax')}
        options={rates.map((rate) => ({ value: rate.key, label: rate.label }))}
      />
      <IconButton
        label={allowance ? 'Remove discount' : 'Remove charge'}
        onClick={() => edit(removeAdjustment(one.key))}
        className="max-sm:justify-self-end"
      >
        <X aria-hidden className="size-4" />
      </IconButton>
    </li>
  )
}

export function Adjustments(props: Props) {
  const { form, edit } = props
  return (
    <section aria-label="Discounts and charges">
      {form.adjustments.length > 0 && (
        <ul className="border-line border-t">
          {form.adjustments.map((one) => (
            <Row key={one.key} one={one} {...props} />
          ))}
        </ul>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          size="small"
          tone="quiet"
          icon={<Minus aria-hidden className="size-4" />}
          onClick={() => edit(addAdjustment('allowance', newKey()))}
        >
          Discount
        </Button>
        <Button
          size="small"
          tone="quiet"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => edit(addAdjustment('charge', newKey()))}
        >
          Charge
        </Button>
      </div>
    </section>
  )
}
