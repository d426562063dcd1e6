// Adding, changing or removing an exemption certificate, together with its copy.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { removeCertificate, saveCertificate, uploadCopy } from '~/lib/api/certificates'
import type { Certificate, CertificateIn, Client } from '~/lib/api/types'
import { countryOptions } from '~/lib/countries'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { DateField } from '~/ui/DateField'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { CopyField } from './CopyField'

type Draft = Required<Omit<CertificateIn, 'valid_from'>> & { valid_from: string | null }
type Props = { client: Client; certificate?: Certificate; onClose: () => void }
type FieldsProps = { draft: Draft; set: (part: Partial<Draft>) => void; errors: Readonly<Record<string, string>> }

function draftOf({ number, country, region, reason, valid_from, valid_until }: Certificate): Draft {
  return { number, country, region, reason, valid_from, valid_until }
}

function fresh(client: Client, today: string): Draft {
  const { country } = client.profile.address
  return { number: '', country, region: '', reason: '', valid_from: today, valid_until: null }
}

function Fields({ draft, set, errors }: FieldsProps) {
  const locale = useLocale()
  const today = useToday()
  return (
    <>
      <TextField
        label="Number"
        required
        value={draft.number}
        onChange={(number) => set({ number })}
        error={errors.number}
        hint="Stands on the invoice, as the reason why no tax is charged."
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Select
          label="Country"
          value={draft.country}
          onChange={(country) => set({ country })}
          options={[{ value: '', label: 'Choose a country' }, ...countryOptions(locale)]}
          error={errors.country}
        />
        <TextField
          label="Province or state"
          required={false}
          value={draft.region}
          onChange={(region) => set({ region })}
          error={errors.region}
          placeholder="The whole country"
        />
        <DateField
          label="First day"
          required
          from={today}
          value={draft.valid_from}
          onChange={(valid_from) => set({ valid_from })}
          error={errors.valid_from}
        />
        <DateField
          label="Last day"
          required={false}
          from={today}
          value={draft.valid_until}
          onChange={(valid_until) => set({ valid_until })}
          error={errors.valid_until}
        />
      </div>
      <TextField
        label="Legal reason"
        required={false}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
        error={errors.reason}
        placeholder="Printed before the number"
      />
    </>
  )
}

export function CertificateDialog({ client, certificate, onClose }: Props) {
  const queries = useQueryClient()
  const today = useToday()
  const [draft, setDraft] = useState(certificate ? draftOf(certificate) : fresh(client, today))
  const [known, setKnown] = useState(certificate)
  const [copy, setCopy] = useState<File | null>(null)
  const [removing, setRemoving] = useState(false)
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['tax-rates'] })
    await queries.invalidateQueries({ queryKey: ['clients', client.id] })
  }
  const submission = useSubmit(async () => {
    const saved = await saveCertificate(client.id, { ...draft, valid_from: draft.valid_from ?? '' }, known)
    setKnown(saved)
    await refresh()
    if (copy) await uploadCopy(saved.id, copy)
    onClose()
    toast(`Certificate ${saved.number} is saved.`)
    await refresh()
  })
  async function remove(gone: Certificate) {
    setRemoving(true)
    await removeCertificate(gone).then(
      () => {
        onClose()
        toast(`Certificate ${gone.number} is removed.`)
        return refresh()
      },
      (error: unknown) => void toast(sentenceOf(error), { tone: 'late' }),
    )
    setRemoving(false)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={certificate ? `Change certificate ${certificate.number}` : 'New certificate'}
      size="medium"
    >
      <Form submission={submission} label="Certificate">
        <Fields draft={draft} set={(part) => setDraft({ ...draft, ...part })} errors={submission.errors} />
        <CopyField copy={copy} kept={certificate?.file_name ?? ''} onChoose={setCopy} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          {known && (
            <Button tone="quiet" className="sm:me-auto" busy={removing} onClick={() => void remove(known)}>
              Remove
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={submission.busy}>
            Save
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
