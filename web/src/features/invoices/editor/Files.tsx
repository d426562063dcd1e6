// The files of a draft: added from this device, told apart by whether the client gets them, taken away with an Undo.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import {
  ATTACHABLE,
  type AttachedFile,
  attachFile,
  attachmentsChanged,
  attachmentsOptions,
  changeAttachment,
  filePath,
  removeAttachment,
  sizeWords,
} from '~/lib/api/attachments'
import { plural } from '~/lib/dates'
import { sentenceOf } from '~/lib/problem'
import { IconButton } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { ErrorState } from '~/ui/ErrorState'
import { FilesButton } from '~/ui/FileButton'
import { OutLink } from '~/ui/Link'
import { Section } from '~/ui/Section'
import { toast } from '~/ui/toasts'

const refused = (error: unknown) => void toast(sentenceOf(error), { tone: 'late' })

function Row({ file, onChanged }: { file: AttachedFile; onChanged: () => Promise<void> }) {
  const [busy, setBusy] = useState(false)
  function run(act: () => Promise<unknown>) {
    setBusy(true)
    act()
      .catch(refused)
      .then(onChanged)
      .finally(() => setBusy(false))
  }
  const { name, description } = file
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2">
      <span className="min-w-0 flex-1 basis-40 wrap-anywhere">
        <OutLink href={filePath(file.id)}>{name}</OutLink>{' '}
        <span className="whitespace-nowrap text-muted text-small">{sizeWords(file.size)}</span>
      </span>
      <Checkbox
        checked={file.for_client}
        disabled={busy}
        onChange={(for_client) => run(() => changeAttachment(file, { name, description, for_client }))}
      >
        For the client
      </Checkbox>
      <IconButton
        size="small"
        label={`Remove ${name}`}
        disabled={busy}
        onClick={() => run(() => removeAttachment(file.id))}
      >
        <X aria-hidden className="size-4" />
      </IconButton>
    </li>
  )
}

export function Files({ id }: { id: string | null }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ ...attachmentsOptions(id ?? ''), enabled: id !== null })
  const [busy, setBusy] = useState(false)
  const changed = () => (id === null ? Promise.resolve() : attachmentsChanged(client, id))

  async function add(files: readonly File[]) {
    if (id === null) return
    setBusy(true)
    let added = 0
    for (const file of files) {
      await attachFile(id, file).then(() => {
        added += 1
      }, refused)
    }
    if (added > 0) toast(plural(added, '{count} file attached', '{count} files attached'))
    await changed()
    setBusy(false)
  }

  const lead =
    id === null
      ? 'Files can be attached once the draft is saved: choose a client first.'
      : 'PDF, PNG, JPEG, CSV, XLSX or ODS, up to 5 MB each. What is for the client is frozen with the invoice.'
  return (
    <Section
      title="Attachments"
      lead={lead}
      aside={
        id !== null && (
          <FilesButton accept={ATTACHABLE} multiple size="small" busy={busy} onFiles={(files) => void add(files)}>
            Attach files
          </FilesButton>
        )
      }
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} title="The files could not be listed" />}
      {data && data.length > 0 && (
        <ul className="border-line border-t">
          {data.map((file) => (
            <Row key={file.id} file={file} onChanged={changed} />
          ))}
        </ul>
      )}
    </Section>
  )
}
