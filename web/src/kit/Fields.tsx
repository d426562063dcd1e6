// The gallery's fields.
import { useState } from 'react'
import { Checkbox } from '~/ui/Checkbox'
import { DateField } from '~/ui/DateField'
import { DecimalField } from '~/ui/DecimalField'
import { Select } from '~/ui/Select'
import { SuggestInput } from '~/ui/SuggestInput'
import { TextArea, TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { ROWS } from './samples'

export function Fields() {
  const [text, setText] = useState('Example Bakery')
  const [client, setClient] = useState('')
  const [amount, setAmount] = useState<string | null>('1234.50')
  const [date, setDate] = useState<string | null>('2026-03-26')
  const [ticked, setTicked] = useState(true)
  const load = async (q: string) =>
    ROWS.filter((row) => row.client.toLowerCase().includes(q.toLowerCase())).map((row) => ({
      id: row.id,
      title: row.client,
      detail: 'Lisbon',
      end: row.currency,
    }))
  return (
    <div className="grid max-w-form gap-5 sm:grid-cols-2">
      <TextField label="Name" value={text} onChange={setText} hint="As it stands on the invoice." />
      <TextField
        label="E-mail"
        value="kim@example"
        onChange={setText}
        error="This address has no domain. Write it like kim@example.com."
      />
      <SuggestInput
        label="Client"
        value={client}
        onChange={setClient}
        load={load}
        onPick={(item) => setClient(item.title)}
        createLabel={(name) => `Create client “${name}”`}
        onCreate={() => toast('Created')}
      />
      <DecimalField label="Unit price" value={amount} onChange={setAmount} suffix="EUR" digits={2} />
      <DateField label="Due date" value={date} onChange={setDate} from="2026-03-12" />
      <Select label="Currency" value="EUR" onChange={() => {}} options={[{ value: 'EUR', label: 'EUR · Euro' }]} />
      <TextArea
        label="Notes"
        value=""
        onChange={() => {}}
        placeholder="Printed below the lines"
        required={false}
        className="sm:col-span-2"
      />
      <Checkbox checked={ticked} onChange={setTicked} hint="They stop by themselves when it is paid.">
        Send reminders for this invoice
      </Checkbox>
    </div>
  )
}
