// The organization's own fields of a client, each in the way of its kind.
import { useQuery } from '@tanstack/react-query'
import { clientFieldsOptions } from '~/lib/api/client-parts'
import type { ClientField } from '~/lib/api/types'
import type { FieldErrors } from '~/lib/problem'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { Group } from './Group'

type Values = Readonly<Record<string, string>>
type Props = { values: Values; onChange: (values: Record<string, string>) => void; errors: FieldErrors }

function OwnField({
  field,
  value,
  ...rest
}: {
  field: ClientField
  value: string
  onChange: (text: string) => void
  error: string | undefined
}) {
  if (field.kind === 'choice') {
    const choices = field.choices.map((one) => ({ value: one, label: one }))
    return (
      <Select label={field.label} value={value} options={[{ value: '', label: 'Not given' }, ...choices]} {...rest} />
    )
  }
  return (
    <TextField
      label={field.label}
      required={false}
      type={field.kind === 'date' ? 'date' : 'text'}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      value={value}
      {...rest}
    />
  )
}

export function OwnFields({ values, onChange, errors }: Props) {
  const { data = [] } = useQuery(clientFieldsOptions)
  const used = data.filter((field) => !field.archived)
  if (used.length === 0) return null
  return (
    <Group title="Your own fields">
      <div className="grid gap-5 sm:grid-cols-2">
        {used.map((field) => (
          <OwnField
            key={field.id}
            field={field}
            value={values[field.key] ?? ''}
            onChange={(text) => onChange({ ...values, [field.key]: text })}
            error={errors[`custom.${field.key}`]}
          />
        ))}
      </div>
    </Group>
  )
}
