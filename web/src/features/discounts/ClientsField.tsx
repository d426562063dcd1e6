// The clients a rule is for, found while typing.
import { X } from 'lucide-react'
import { useState } from 'react'
import { suggestClients } from '~/lib/api/clients'
import { IconButton } from '~/ui/Button'
import { SuggestInput, type Suggestion } from '~/ui/SuggestInput'
import type { Draft } from './draft'

type Props = {
  clients: Draft['clients']
  onChange: (clients: Draft['clients']) => void
  error: string | undefined
}

async function load(text: string, signal: AbortSignal): Promise<Suggestion[]> {
  const found = await suggestClients(text, signal)
  return found.map(({ id, name, city, email }) => ({
    id,
    title: name,
    detail: [city, email].filter(Boolean).join(' · '),
  }))
}

export function ClientsField({ clients, onChange, error }: Props) {
  const [typed, setTyped] = useState('')
  return (
    <div className="grid gap-2">
      <SuggestInput
        label="Only for clients"
        hint="No client, tag or segment means all."
        placeholder="Type a name"
        value={typed}
        onChange={setTyped}
        load={load}
        onPick={({ id, title }) => {
          setTyped('')
          if (!clients.some((one) => one.id === id)) onChange([...clients, { id, name: title }])
        }}
        error={error}
      />
      {clients.length > 0 && (
        <ul aria-label="Chosen clients" className="flex flex-wrap gap-2">
          {clients.map((one) => (
            <li key={one.id} className="flex items-center gap-1 rounded-control bg-surface ps-2.5">
              {one.name}
              <IconButton
                size="small"
                label={`Take out ${one.name}`}
                onClick={() => onChange(clients.filter((other) => other.id !== one.id))}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
