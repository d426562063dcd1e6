// Other ways to add lines than typing them: out of the catalog, out of a table, out of an earlier invoice.
import { ClipboardPaste, CopyPlus, Package } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Sale } from '~/lib/api/catalog'
import type { TaxRate } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { Button } from '~/ui/Button'
import { toast } from '~/ui/toasts'
import { appendLines } from '../changes'
import type { Form, FormLine } from '../model'
import type { Edit } from '../useEditor'
import { CatalogDialog } from './CatalogDialog'
import { CopyDialog } from './CopyDialog'
import { PasteDialog } from './PasteDialog'

type Way = 'catalog' | 'paste' | 'copy'

type Props = { sale: Sale; client: Form['client']; rates: readonly TaxRate[]; edit: Edit }

const WAYS: readonly { way: Way; label: string; icon: ReactNode }[] = [
  { way: 'catalog', label: 'From the catalog', icon: <Package aria-hidden className="size-4" /> },
  { way: 'paste', label: 'Paste or import', icon: <ClipboardPaste aria-hidden className="size-4" /> },
  { way: 'copy', label: 'Copy lines', icon: <CopyPlus aria-hidden className="size-4" /> },
]

export function AddLines({ sale, client, rates, edit }: Props) {
  const [way, setWay] = useState<Way | null>(null)
  const close = () => setWay(null)
  const add = (made: readonly FormLine[]) => {
    edit(appendLines(made))
    toast(plural(made.length, '{count} line added', '{count} lines added'))
  }
  const addAndClose = (made: readonly FormLine[]) => {
    add(made)
    close()
  }
  return (
    <>
      {WAYS.map(({ way: one, label, icon }) => (
        <Button key={one} size="small" tone="quiet" icon={icon} onClick={() => setWay(one)}>
          {label}
        </Button>
      ))}
      {way === 'catalog' && <CatalogDialog sale={sale} onAdd={add} onClose={close} />}
      {way === 'paste' && <PasteDialog sale={sale} rates={rates} onAdd={addAndClose} onClose={close} />}
      {way === 'copy' && <CopyDialog client={client} sale={sale} onAdd={addAndClose} onClose={close} />}
    </>
  )
}
