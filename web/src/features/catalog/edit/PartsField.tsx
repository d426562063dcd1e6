// What a bundle is made of: other items with quantities, found while typing.
import { useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { itemsOptions } from '~/lib/api/catalog'
import { newKey } from '~/lib/api/client'
import { IconButton } from '~/ui/Button'
import { DecimalField } from '~/ui/DecimalField'
import { FieldError } from '~/ui/Field'
import { SuggestInput, type Suggestion } from '~/ui/SuggestInput'
import type { PartDraft } from '../draft'

type Props = {
  parts: readonly PartDraft[]
  onChange: (parts: readonly PartDraft[]) => void
  errorOf: (key: string) => string | undefined
  error: string | undefined
}

export function PartsField({ parts, onChange, errorOf, error }: Props) {
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')

  /** Bundles cannot be parts, and an item stands in a bundle once. */
  async function load(text: string): Promise<Suggestion[]> {
    const found = await queries.fetchQuery(itemsOptions({ q: text, limit: 20 }))
    return found.data
      .filter((item) => item.parts.length === 0 && parts.every((part) => part.id !== item.id))
      .slice(0, 8)
      .map((item) => ({ id: item.id, title: item.name, detail: item.sku }))
  }

  return (
    <div className="grid gap-3">
      {parts.map((part) => (
        <div key={part.key} className="grid grid-cols-[7rem_1fr_auto] items-start gap-2">
          <DecimalField
            label={`Quantity of ${part.name}`}
            labelHidden
            value={part.quantity}
            onChange={(quantity) => onChange(parts.map((one) => (one.key === part.key ? { ...one, quantity } : one)))}
            error={errorOf(part.key)}
          />
          <p className="min-w-0 truncate py-1.5">{part.name}</p>
          <IconButton
            label={`Take out ${part.name}`}
            onClick={() => onChange(parts.filter((one) => one.key !== part.key))}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      <SuggestInput<Suggestion>
        label="Add a part"
        placeholder="Type the name of an item"
        value={typed}
        onChange={setTyped}
        load={load}
        onPick={(item) => {
          setTyped('')
          onChange([...parts, { key: newKey(), id: item.id, name: item.title, quantity: '1' }])
        }}
      />
      {error && <FieldError>{error}</FieldError>}
    </div>
  )
}
