// The palette of a brand, measured while it is chosen.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contrastOptions, type Design } from '~/lib/api/brands'
import type { Notation } from '~/lib/colors'
import type { FieldErrors } from '~/lib/problem'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { ColorRole } from './ColorRole'
import { Inks } from './Inks'
import { ROLES } from './words'

type Props = { design: Design; settled: Design; onChange: (design: Design) => void; errors: FieldErrors }

const NOTATIONS: { value: Notation; label: string }[] = [
  { value: 'hex', label: 'Hex' },
  { value: 'rgb', label: 'RGB' },
  { value: 'hsl', label: 'HSL' },
]

export function Colors({ design, settled, onChange, errors }: Props) {
  const { data } = useQuery(contrastOptions(settled))
  const [notation, setNotation] = useState<Notation>('hex')
  const usual = { accent: data?.accent ?? design.palette.primary, secondary: design.palette.body }
  return (
    <Section
      title="Colors"
      lead="Each is measured where it meets another on the page, as WCAG 2.1 asks (AA). What cannot be read is not saved."
      aside={
        <Select
          label="Written as"
          labelHidden
          className="w-24"
          value={notation}
          onChange={(value) => setNotation(value as Notation)}
          options={NOTATIONS}
        />
      }
    >
      <div className="grid gap-5">
        {ROLES.map(({ role, label, about }) => (
          <ColorRole
            key={role}
            label={label}
            about={about}
            value={design.palette[role]}
            usual={role === 'accent' || role === 'secondary' ? usual[role] : undefined}
            notation={notation}
            pairs={data?.pairs.filter((pair) => pair.role === role) ?? []}
            error={errors[`design.palette.${role}`]}
            onChange={(color) => onChange({ ...design, palette: { ...design.palette, [role]: color } })}
          />
        ))}
        <Inks {...{ design, settled, onChange, errors }} />
      </div>
    </Section>
  )
}
