// Agreeing a price with a client: who, how much, from when to when.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { agreePrice, itemsChanged } from '~/lib/api/catalog'
import { suggestClients } from '~/lib/api/clients'
import type { ClientSuggestion, Item } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
import { minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { DateField } from '~/ui/DateField'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { SuggestInput, type Suggestion } from '~/ui/SuggestInput'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

type Found = Suggestion & { client: ClientSuggestion }

async function load(text: string, signal: AbortSignal): Promise<Found[]> {
  const found = await suggestClients(text, signal)
  return found.map((client) => ({ id: client.id, title: client.name, detail: client.email, client }))
}

export function AgreePrice({ item, onClose }: { item: Item; onClose: () => void }) {
  const today = useToday()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [client, setClient] = useState<string | null>(null)
  const [currency, setCurrency] = useState(item.prices[0]?.currency ?? 'EUR')
  const [price, setPrice] = useState<Decimal | null>(null)
  const [since, setSince] = useState<string | null>(today)
  const [until, setUntil] = useState<string | null>(null)
  const submission = useSubmit(async () => {
    const wanted = { client_id: client ?? '', currency, unit_price: price ?? '', since: since ?? '', until }
    await agreePrice(item.id, wanted)
    await itemsChanged(queries)
    toast(`The price for ${name} is agreed.`)
    onClose()
  })
  const { errors } = submission
  return (
    <Dialog open onClose={onClose} title={`Agree a price of ${item.name}`}>
      <Form submission={submission} label="Agreed price">
        <SuggestInput<Found>
          label="Client"
          required
          placeholder="Type a name"
          value={name}
          onChange={(text) => {
            setName(text)
            setClient(null)
          }}
          load={load}
          onPick={(found) => {
            setName(found.title)
            setClient(found.id)
            setCurrency(found.client.currency)
          }}
          error={errors.client_id && 'Choose a client of the list.'}
        />
        <div className="grid grid-cols-[1fr_7rem] items-start gap-2">
          <DecimalField
            label="Price"
            required
            digits={minorDigits(currency)}
            value={price}
            onChange={setPrice}
            error={errors.unit_price}
          />
          <TextField
            label="Currency"
            maxLength={3}
            value={currency}
            onChange={(code) => setCurrency(code.toUpperCase())}
            error={errors.currency}
          />
        </div>
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <DateField label="From" value={since} onChange={setSince} from={today} error={errors.since} />
          <DateField label="To" required={false} value={until} onChange={setUntil} from={today} error={errors.until} />
        </div>
        <Button type="submit" tone="primary" busy={submission.busy}>
          Agree the price
        </Button>
      </Form>
    </Dialog>
  )
}
