// Who is billed: found while typing, or made on the spot.
import { type ReactNode, useState } from 'react'
import { suggestClients } from '~/lib/api/clients'
import type { ClientSuggestion } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { SuggestInput, type Suggestion } from '~/ui/SuggestInput'
import { patch } from './changes'
import type { Form } from './model'
import type { Edit } from './useEditor'

/** What is known of a client that was just made. */
export type MadeClient = { id: string; name: string; currency: string }

export type NewClientSlot = (name: string, onMade: (client: MadeClient) => void, onClose: () => void) => ReactNode

type Found = Suggestion & { client: ClientSuggestion }
type Props = { client: Form['client']; error: string | undefined; edit: Edit; newClient: NewClientSlot }

async function load(text: string, signal: AbortSignal, locale: string): Promise<Found[]> {
  const found = await suggestClients(text, signal)
  return found.map((client) => {
    const last = client.last_invoiced_on && `last invoiced ${formatDate(client.last_invoiced_on, locale)}`
    const detail = [client.city, client.email, last].filter(Boolean).join(' · ')
    return { id: client.id, title: client.name, detail, end: client.currency, client }
  })
}

/** Currency and language follow the client; a currency chosen by hand before is given up for the client's. */
function bill({ id, name, currency }: MadeClient) {
  return patch({ client: { id, name }, currency, language: null, termsDays: null })
}

export function ClientField({ client, error, edit, newClient }: Props) {
  const locale = useLocale()
  const [typed, setTyped] = useState<string | null>(null)
  const [making, setMaking] = useState<string | null>(null)
  const name = client?.name ?? ''

  function choose(made: MadeClient) {
    setTyped(null)
    setMaking(null)
    edit(bill(made))
  }

  return (
    <>
      <SuggestInput<Found>
        label="Client"
        required
        autoFocus={client === null}
        placeholder="Type a name"
        value={typed ?? name}
        error={error}
        onChange={(text) => {
          setTyped(text)
          if (text === '' && client !== null) edit(patch({ client: null }))
        }}
        load={(text, signal) => load(text === name ? '' : text, signal, locale)}
        onPick={(item) => choose(item.client)}
        createLabel={(text) => `New client “${text}”`}
        onCreate={setMaking}
      />
      {making !== null && newClient(making, choose, () => setMaking(null))}
    </>
  )
}
