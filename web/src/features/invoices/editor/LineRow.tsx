// One line of the invoice. Drawn anew only when it changes itself: it does not know its place, nor its neighbours.
import { ChevronDown, ChevronUp, GripVertical, X } from 'lucide-react'
import { memo, type PointerEvent } from 'react'
import type { DiscountIn, TaxRate } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatAmount, minorDigits } from '~/lib/money'
import type { FieldErrors } from '~/lib/problem'
import { IconButton } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { DecimalField } from '~/ui/DecimalField'
import { Select } from '~/ui/Select'
import { SuggestArea } from '~/ui/SuggestArea'
import { TextArea, TextField } from '~/ui/TextField'
import { carriesMoney, patchLine } from './changes'
import type { FormLine } from './model'
import type { LineSuggest } from './suggest'
import type { Edit } from './useEditor'

export const CELLS =
  'sm:grid-cols-[minmax(4rem,0.8fr)_minmax(5.25rem,1fr)_minmax(6.5rem,1.2fr)_minmax(4.75rem,0.8fr)_minmax(7.5rem,1.5fr)_minmax(6rem,1fr)]'

/** What is wrong in a narrow cell may be written across its neighbours; from the fourth on, towards the start. */
const ERRORS =
  "sm:[&_[id$='-error']]:w-64 sm:[&>:nth-child(n+4)_[id$='-error']]:-ms-40 sm:[&>:nth-child(n+4)_[id$='-error']]:w-72"

export const UNITS = 'invoice-units'

export type RowProps = {
  line: FormLine
  net: Decimal | undefined
  currency: string
  rates: readonly TaxRate[]
  errors: FieldErrors
  dragged: boolean
  /** Labels stand above the fields where there is no room for a head above the columns. */
  narrow: boolean
  edit: Edit
  suggest: LineSuggest
  onMove: (key: string, step: 1 | -1) => void
  onRemove: (key: string) => void
  onGrab: (key: string, event: PointerEvent<HTMLElement>) => void
}

function withDiscount(before: DiscountIn | null, value: Decimal | null): DiscountIn | null {
  if (value === null) return null
  const reason = before?.reason ?? ''
  return before?.amount != null ? { percent: null, amount: value, reason } : { percent: value, amount: null, reason }
}

function taxOptions(rates: readonly TaxRate[], tax: string) {
  const options = rates.map((rate) => ({ value: rate.key, label: rate.label }))
  return rates.some((rate) => rate.key === tax)
    ? options
    : [...options, { value: tax, label: tax.replaceAll('_', ' ') }]
}

function Cells({ line, net, currency, rates, errors, narrow, edit }: RowProps) {
  const locale = useLocale()
  const set = (field: keyof FormLine) => (value: unknown) =>
    edit(patchLine(line.key, { [field]: value }), `${line.key}.${field}`)
  const byAmount = line.discount?.amount != null
  const quiet = { labelHidden: !narrow }
  return (
    <div className={cx('grid grid-cols-2 items-start gap-x-2 gap-y-3', CELLS, ERRORS)}>
      <DecimalField
        {...quiet}
        label="Quantity"
        value={line.quantity}
        onChange={set('quantity')}
        error={errors.quantity}
      />
      <TextField
        {...quiet}
        label="Unit"
        list={UNITS}
        placeholder="unit"
        value={line.unit}
        onChange={set('unit')}
        error={errors.unit}
      />
      <DecimalField
        {...quiet}
        label="Unit price"
        placeholder="0"
        digits={minorDigits(currency)}
        value={line.unitPrice}
        onChange={set('unitPrice')}
        error={errors.unit_price}
      />
      <DecimalField
        {...quiet}
        label="Discount"
        placeholder="–"
        suffix={byAmount ? currency : '%'}
        className={byAmount ? undefined : '[&_input]:pe-7!'}
        value={line.discount?.amount ?? line.discount?.percent ?? null}
        onChange={(value) => set('discount')(withDiscount(line.discount, value))}
        error={errors['discount.percent'] ?? errors['discount.amount'] ?? errors.discount}
      />
      <Select
        {...quiet}
        label="Tax"
        data-last
        value={line.tax}
        onChange={set('tax')}
        options={taxOptions(rates, line.tax)}
        error={errors.tax}
      />
      <p className="flex h-9 items-center justify-end font-strong max-sm:self-end">
        <span className="sr-only">Net </span>
        {net === undefined ? <span className="text-muted">–</span> : formatAmount(net, currency, locale)}
      </p>
    </div>
  )
}

const PLACEHOLDERS: Partial<Record<FormLine['kind'], string>> = {
  item: 'What you did or sold',
  heading: 'Heading',
  text: 'A sentence between the lines',
  optional: 'Something the client may add',
  subtotal: 'Subtotal',
}

const LABELS: Partial<Record<FormLine['kind'], string>> = { heading: 'Heading', text: 'Text', subtotal: 'Subtotal' }

const STRONG = '[&_textarea]:font-strong [&_textarea]:placeholder:font-normal'

/** What is to be known of a line that is no sale. */
function Remark({ line, net, currency }: RowProps) {
  const locale = useLocale()
  if (line.kind === 'optional') return <p className="px-2 text-muted text-small">Optional: not part of the total</p>
  if (line.kind !== 'subtotal') return null
  return <p className="text-end font-strong">{net === undefined ? '–' : formatAmount(net, currency, locale)}</p>
}

/** Takes the keys of a line, so that it can be moved and deleted like any other. */
function PageBreak() {
  return (
    <button type="button" data-words className="flex w-full items-center gap-3 py-2 text-muted text-small">
      <span aria-hidden className="h-px flex-1 border-edge border-t border-dashed" />
      New page from here
      <span aria-hidden className="h-px flex-1 border-edge border-t border-dashed" />
    </button>
  )
}

function Words({ line, errors, edit, suggest }: RowProps) {
  if (line.kind === 'page_break') return <PageBreak />
  const shared = {
    label: LABELS[line.kind] ?? 'Description',
    labelHidden: true,
    placeholder: PLACEHOLDERS[line.kind],
    value: line.description,
    onChange: (description: string) => edit(patchLine(line.key, { description }), `${line.key}.description`),
    error: errors.description,
    ...((line.kind === 'item' || line.kind === 'heading') && { className: STRONG }),
  }
  if (LABELS[line.kind] !== undefined) return <TextArea {...shared} rows={1} data-words />
  return <SuggestArea {...shared} load={suggest.load} onPick={(found) => suggest.pick(line, found)} />
}

function Handles({ line, onMove, onRemove, onGrab }: RowProps) {
  return (
    <div className="flex opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
      <IconButton
        tabIndex={-1}
        size="small"
        label="Drag to another place"
        className="cursor-grab touch-none active:cursor-grabbing max-sm:hidden"
        onPointerDown={(event) => onGrab(line.key, event)}
      >
        <GripVertical aria-hidden className="size-4" />
      </IconButton>
      <IconButton tabIndex={-1} size="small" label="Move up (Alt+Up)" onClick={() => onMove(line.key, -1)}>
        <ChevronUp aria-hidden className="size-4" />
      </IconButton>
      <IconButton tabIndex={-1} size="small" label="Move down (Alt+Down)" onClick={() => onMove(line.key, 1)}>
        <ChevronDown aria-hidden className="size-4" />
      </IconButton>
      <IconButton tabIndex={-1} size="small" label="Delete line (Alt+Delete)" onClick={() => onRemove(line.key)}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  )
}

export const LineRow = memo(function LineRow(props: RowProps) {
  return (
    <li
      data-line={props.line.key}
      className={cx(
        'group grid gap-0.5 border-line border-b py-2 max-sm:gap-3 max-sm:py-4',
        props.dragged && 'relative z-10 bg-raised shadow-raised',
      )}
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Words {...props} />
        </div>
        <Handles {...props} />
      </div>
      {carriesMoney(props.line.kind) && <Cells {...props} />}
      <Remark {...props} />
    </li>
  )
})
