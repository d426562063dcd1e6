// The further addresses of a company: branches, warehouses, and where its bills go.
import { Plus, Trash2 } from 'lucide-react'
import type { FieldErrors } from '~/lib/problem'
import { AddressFields } from '~/ui/AddressFields'
import { Button, IconButton } from '~/ui/Button'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { type AddressDraft, newAddress } from './draft'
import { Group } from './Group'

const ROLES: readonly { value: AddressDraft['role']; label: string }[] = [
  { value: 'branch', label: 'Branch' },
  { value: 'warehouse', label: 'Warehouse' },
  { value: 'billing', label: 'Billing' },
]

type OneProps = {
  one: AddressDraft
  title: string
  path: string
  errors: FieldErrors
  change: (part: Partial<AddressDraft>) => void
  onRemove: () => void
}

function One({ one, title, path, errors, change, onRemove }: OneProps) {
  return (
    <fieldset aria-label={title} className="grid gap-5 rounded-control border border-line p-4">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-strong">{title}</span>
        <IconButton label={`Remove ${title}`} onClick={onRemove}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      </div>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField
          label="Your name for it"
          hint="Only you see it."
          required
          value={one.name}
          onChange={(name) => change({ name })}
          error={errors[`${path}.name`]}
        />
        <Select
          label="What it is"
          value={one.role}
          onChange={(role) => change({ role: role as AddressDraft['role'] })}
          options={ROLES}
        />
      </div>
      <AddressFields
        value={one.address}
        onChange={(address) => change({ address })}
        errors={errors}
        path={`${path}.address`}
      />
    </fieldset>
  )
}

type Props = {
  value: readonly AddressDraft[]
  onChange: (value: readonly AddressDraft[]) => void
  errors: FieldErrors
  country: string
}

export function AddressesField({ value, onChange, errors, country }: Props) {
  return (
    <Group
      title="More addresses"
      lead="An invoice can be from a branch or say where goods leave. How it is taxed follows from the registered address."
    >
      {value.map((one, at) => (
        <One
          key={one.key}
          one={one}
          title={one.name || `Address ${at + 1}`}
          path={`addresses.${at}`}
          errors={errors}
          change={(part) => onChange(value.map((other) => (other.key === one.key ? { ...one, ...part } : other)))}
          onRemove={() => onChange(value.filter((other) => other.key !== one.key))}
        />
      ))}
      {value.length < 50 && (
        <Button
          size="small"
          className="justify-self-start"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => onChange([...value, newAddress(country)])}
        >
          Add an address
        </Button>
      )}
    </Group>
  )
}
