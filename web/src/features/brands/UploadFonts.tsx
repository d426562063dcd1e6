// Bringing fonts: the files, and the word that there is a license. What cannot be used stays in the list with the reason.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addOwnFonts, type OwnFont } from '~/lib/api/own-fonts'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { Field, FieldError } from '~/ui/Field'
import { toast } from '~/ui/toasts'

type Refused = { name: string; why: string }

/** What was kept of one file: of a variable font several styles, and which ones must be said. */
export function keptOf(fonts: readonly OwnFont[]): string {
  const styles = fonts.map((font) => font.style).join(' and ')
  return `${fonts[0]?.family} ${styles}${fonts.length > 1 ? ' (taken from a variable font)' : ''}`
}

export function UploadFonts({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [files, setFiles] = useState<readonly File[]>([])
  const [licensed, setLicensed] = useState(false)
  const [current, setCurrent] = useState('')
  const [refused, setRefused] = useState<readonly Refused[]>([])

  async function upload() {
    const wrong: Refused[] = []
    const names: string[] = []
    for (const file of files) {
      setCurrent(file.name)
      try {
        names.push(keptOf(await addOwnFonts(file)))
      } catch (problem) {
        wrong.push({ name: file.name, why: sentenceOf(problem) })
      }
    }
    await Promise.all([['own-fonts'], ['fonts']].map((queryKey) => client.invalidateQueries({ queryKey })))
    setCurrent('')
    setRefused(wrong)
    setFiles([])
    if (names.length > 0) toast(`${names.join(', ')}: choose it under Titles or Everything else.`)
    if (wrong.length === 0) onClose()
  }

  const actions = (
    <>
      <Button onClick={onClose}>{refused.length > 0 ? 'Close' : 'Cancel'}</Button>
      <Button
        tone="primary"
        busy={current !== ''}
        disabled={files.length === 0 || !licensed}
        onClick={() => void upload()}
      >
        Upload
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title="Upload fonts" actions={actions}>
      <div className="grid gap-5">
        <Field
          label="Files"
          hint="TTF, OTF, WOFF or WOFF2, at most 5 MB each: one for each style, or a variable font, of which Regular and Semibold are taken."
          required
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".ttf,.otf,.woff,.woff2"
              multiple
              className="block w-full"
              onChange={(event) => {
                setFiles([...(event.target.files ?? [])])
                setRefused([])
              }}
            />
          )}
        </Field>
        <Checkbox
          checked={licensed}
          onChange={setLicensed}
          hint="Fonts you bought or downloaded say in their license whether they may be put into PDFs. Your name is noted."
        >
          We have a license to use these fonts in documents
        </Checkbox>
        <div aria-live="polite">
          {current && <p className="text-muted">Looking at {current}. A large font takes a few seconds.</p>}
          {refused.map(({ name, why }) => (
            <div key={name} className="mt-3">
              <p className="font-strong">{name}</p>
              <FieldError>{why}</FieldError>
            </div>
          ))}
        </div>
      </div>
    </Dialog>
  )
}
