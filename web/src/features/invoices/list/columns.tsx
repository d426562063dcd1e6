// Which columns the list shows; the usual ones are not written into the address.
import { Columns3 } from 'lucide-react'
import { Menu } from '~/ui/Menu'
import type { InvoiceSearch } from './search'

const CHOICES = [
  { id: 'client', label: 'Client' },
  { id: 'company', label: 'Company' },
  { id: 'issued', label: 'Issued' },
  { id: 'due', label: 'Due' },
  { id: 'status', label: 'Status' },
  { id: 'gross', label: 'Total' },
  { id: 'balance', label: 'Balance' },
] as const

const USUAL: readonly string[] = ['client', 'issued', 'due', 'status', 'gross', 'balance']

export function shownColumns(search: InvoiceSearch): readonly string[] {
  return search.columns?.split(',') ?? USUAL
}

type Props = { shown: readonly string[]; onChange: (columns: string | undefined) => void }

export function ColumnMenu({ shown, onChange }: Props) {
  const toggle = (id: string) => {
    const next = CHOICES.map((one) => one.id).filter((one) => (one === id) !== shown.includes(one))
    onChange(next.join() === USUAL.join() ? undefined : next.join() || 'number')
  }
  return (
    <span className="max-md:hidden">
      <Menu
        label="Columns"
        pictureOnly
        trigger={<Columns3 aria-hidden className="size-4" />}
        groups={[
          {
            title: 'Columns',
            acts: CHOICES.map(({ id, label }) => ({
              id,
              label,
              checked: shown.includes(id),
              run: () => toggle(id),
            })),
          },
        ]}
      />
    </span>
  )
}
