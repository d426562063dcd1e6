// Signing a company's PDFs: the certificate, where it comes from, and the switch.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { certificateOptions, makeCertificate, type PrintSettings, removeCertificate } from '~/lib/api/prints'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { ErrorState } from '~/ui/ErrorState'
import { Notice } from '~/ui/Notice'
import { toast } from '~/ui/toasts'
import { CertificateDialog } from './CertificateDialog'

type Props = { company: string; settings: PrintSettings; busy: boolean; onSign: (sign: boolean) => void }

export function Signing({ company, settings, busy, onSign }: Props) {
  const client = useQueryClient()
  const locale = useLocale()
  const [uploading, setUploading] = useState(false)
  const { data, error, refetch } = useQuery({ ...certificateOptions(company), enabled: settings.can_sign })
  const settle = () => client.invalidateQueries({ queryKey: ['companies', company] })
  const onError = (problem: unknown) => toast(sentenceOf(problem), { tone: 'late' })
  const make = useMutation({ mutationFn: () => makeCertificate(company), onSuccess: settle, onError })
  const remove = useMutation({ mutationFn: () => removeCertificate(company), onSuccess: settle, onError })
  if (!settings.can_sign) {
    return (
      <Notice title="Signed PDFs need one more part">
        Whoever runs DueSpark adds it with <code>pip install 'duespark[sign]'</code> and starts it again.
      </Notice>
    )
  }
  if (error)
    return <ErrorState error={error} onRetry={() => void refetch()} title="The certificate could not be loaded" />
  return (
    <div className="grid gap-3">
      <Checkbox
        checked={settings.sign}
        disabled={busy || !data}
        onChange={onSign}
        hint={
          data
            ? 'A signature shows that nothing was changed since. PDFs made before stay unsigned.'
            : 'Upload the certificate of your company first, or let DueSpark make one.'
        }
      >
        Sign the PDFs of issued documents
      </Checkbox>
      {data && (
        <p className="wrap-anywhere text-muted">
          {data.origin === 'made' ? 'Made here for ' : 'Certificate of '}
          {data.subject}, until {formatDate(data.not_after.slice(0, 10), locale)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => setUploading(true)}>
          {data ? 'Replace the certificate' : 'Upload a certificate'}
        </Button>
        {data === null && (
          <Button size="small" busy={make.isPending} onClick={() => make.mutate()}>
            Make one
          </Button>
        )}
        {data && (
          <Button size="small" tone="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
        )}
      </div>
      {uploading && <CertificateDialog company={company} onClose={() => setUploading(false)} onDone={settle} />}
    </div>
  )
}
