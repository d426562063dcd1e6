// How large, heavy and wide apart the letters of each element are; what is left open the template decides.
import type { Design } from '~/lib/api/brands'
import type { FieldErrors } from '~/lib/problem'
import { Section } from '~/ui/Section'
import { type Option, Select } from '~/ui/Select'
import { ELEMENTS, type ElementName, OTHER_ELEMENTS } from './words'

type Props = { design: Design; onChange: (design: Design) => void; errors: FieldErrors }
type Element = Design['typography']['body']

const OPEN: Option = { value: '0', label: 'Template' }
const WEIGHTS: Option[] = [
  { value: '', label: 'Template' },
  { value: 'regular', label: 'Regular' },
  { value: 'bold', label: 'Bold' },
]
const HEIGHTS = [OPEN, ...[100, 110, 120, 130, 140, 150, 160, 170, 180].map((one) => option(one, '%'))]

function option(value: number, unit: string): Option {
  return { value: String(value), label: `${value} ${unit}` }
}

function sizesOf([least, most]: readonly [number, number]): Option[] {
  return [OPEN, ...Array.from({ length: most - least + 1 }, (_, step) => option(least + step, 'pt'))]
}

function Row({ name, label, sizes, ...props }: Props & (typeof ELEMENTS)[number]) {
  const { design, onChange, errors } = props
  const element = design.typography[name]
  const set = (part: Partial<Element>) =>
    onChange({ ...design, typography: { ...design.typography, [name]: { ...element, ...part } } })
  const error = (part: keyof Element) => errors[`design.typography.${name}.${part}`]
  return (
    <fieldset className="grid grid-cols-3 items-end gap-2">
      <legend className="sr-only">{label}</legend>
      <span aria-hidden className="col-span-3">
        {label}
      </span>
      <Select
        label={`Size: ${label}`}
        labelHidden
        value={String(element.size)}
        onChange={(value) => set({ size: Number(value) })}
        options={sizesOf(sizes)}
        error={error('size')}
      />
      <Select
        label={`Weight: ${label}`}
        labelHidden
        value={element.weight}
        onChange={(value) => set({ weight: value as Element['weight'] })}
        options={WEIGHTS}
        error={error('weight')}
      />
      <Select
        label={`Line height: ${label}`}
        labelHidden
        value={String(element.line_height)}
        onChange={(value) => set({ line_height: Number(value) })}
        options={
          HEIGHTS.some((one) => one.value === String(element.line_height))
            ? HEIGHTS
            : [...HEIGHTS, option(element.line_height, '%')]
        }
        error={error('line_height')}
      />
    </fieldset>
  )
}

export function Sizes(props: Props) {
  return (
    <Section title="Sizes" lead="Size, weight and height of lines. The limits keep every page whole.">
      <div className="grid gap-3">
        <div aria-hidden className="grid grid-cols-3 gap-2 text-muted text-small">
          <span>Size</span>
          <span>Weight</span>
          <span>Line height</span>
        </div>
        {ELEMENTS.map((element) => (
          <Row key={element.name satisfies ElementName} {...props} {...element} />
        ))}
        <details>
          <summary className="cursor-pointer py-2 text-muted">For templates of your own</summary>
          <div className="mt-2 grid gap-3">
            {OTHER_ELEMENTS.map((element) => (
              <Row key={element.name} {...props} {...element} />
            ))}
          </div>
        </details>
      </div>
    </Section>
  )
}
