// What erasing a client's personal data takes away and what stays, before it is done.
import { useQueryClient } from '@tanstack/react-query'
import { type ErasurePreview, eraseClient } from '~/lib/api/privacy'
import type { Client } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { ReasonDialog } from '~/ui/ReasonDialog'
import { toast } from '~/ui/toasts'
import { goesWords, staysWords } from './words'

type Props = { client: Client; preview: ErasurePreview; onClose: () => void }

function Refused({ preview, onClose }: Omit<Props, 'client'>) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="Nothing can be erased now"
      actions={
        <Button tone="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <ul className="grid gap-2">
        {preview.hindrances.map((one) => (
          <li key={one.detail}>{one.detail}</li>
        ))}
      </ul>
    </Dialog>
  )
}

function Kept({ preview }: { preview: ErasurePreview }) {
  const locale = useLocale()
  if (preview.stays.length === 0) return <p>No issued document has to be kept.</p>
  return (
    <div>
      <p className="font-strong">Stays, because the law wants it kept</p>
      <ul className="mt-1 grid gap-2">
        {preview.stays.map((one) => {
          const { what, why } = staysWords(one, locale)
          return (
            <li key={what}>
              {what}
              <span className="block text-muted text-small">{why}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

export function EraseDialog({ client, preview, onClose }: Props) {
  const queries = useQueryClient()
  if (preview.hindrances.length > 0) return <Refused preview={preview} onClose={onClose} />
  async function erase(reason: string) {
    await eraseClient(client.id, reason)
    onClose()
    toast('The personal data is erased.')
    await queries.invalidateQueries({ queryKey: ['clients'] })
  }
  return (
    <ReasonDialog
      title={`Erase the personal data of ${client.profile.name}?`}
      label="Who asked, and when"
      action="Erase for good"
      danger
      run={erase}
      onClose={onClose}
    >
      <div>
        <p className="font-strong">Goes at once, and never comes back</p>
        <ul className="mt-1 list-disc ps-5">
          {preview.goes.map((one) => (
            <li key={one.what}>{goesWords(one)}</li>
          ))}
        </ul>
      </div>
      <Kept preview={preview} />
    </ReasonDialog>
  )
}
