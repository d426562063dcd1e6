// Signing a company's PDFs: the switch, the certificate in use and where it comes from, and those before it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { certificatesOptions, makeCertificate, type PrintSettings, removeCertificate } from '~/lib/api/prints'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { ConfirmDialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Notice } from '~/ui/Notice'
import { toast } from '~/ui/toasts'
import { CertificateDialog } from './CertificateDialog'
import { CertificateInUse, EarlierCertificates, WhatItProves } from './Certificates'

type Props = { company: string; settings: PrintSettings; busy: boolean; onSign: (sign: boolean) => void }
type Asked = 'upload' | 'renew' | 'remove'

export function Signing({ company, settings, busy, onSign }: Props) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { data, error, refetch } = useQuery({ ...certificatesOptions(company), enabled: settings.can_sign })
  const settle = () => client.invalidateQueries({ queryKey: ['companies', company] })
  const onError = (problem: unknown) => toast(sentenceOf(problem), { tone: 'late' })
  const close = () => setAsked(null)
  const make = useMutation({ mutationFn: () => makeCertificate(company), onSuccess: settle, onError, onSettled: close })
  const remove = useMutation({
    mutationFn: () => removeCertificate(company),
    onSuccess: settle,
    onError,
    onSettled: close,
  })
  if (!settings.can_sign) {
    return (
      <Notice title="Signed PDFs need one more part">
        Whoever runs DueSpark adds it with <code>pip install 'duespark[sign]'</code> and starts it again.
      </Notice>
    )
  }
  if (error)
    return <ErrorState error={error} onRetry={() => void refetch()} title="The certificates could not be loaded" />
  const used = data?.find((one) => !one.retired_at)
  return (
    <div className="grid gap-3">
      <Checkbox
        checked={settings.sign}
        disabled={busy || !used}
        onChange={onSign}
        hint={
          used
            ? 'A signature shows that nothing was changed since. PDFs made before stay unsigned.'
            : 'Upload the certificate of your company first, or let DueSpark make one.'
        }
      >
        Sign the PDFs of issued documents
      </Checkbox>
      {used && <CertificateInUse company={company} certificate={used} />}
      <div className="flex flex-wrap gap-2">
        {data && !used && (
          <Button size="small" busy={make.isPending} onClick={() => make.mutate()}>
            Make a certificate
          </Button>
        )}
        {used?.origin === 'made' && (
          <Button size="small" onClick={() => setAsked('renew')}>
            Renew
          </Button>
        )}
        <Button size="small" onClick={() => setAsked('upload')}>
          {used ? 'Upload another one' : 'Upload a certificate'}
        </Button>
        {used && (
          <Button size="small" tone="quiet" onClick={() => setAsked('remove')}>
            Remove
          </Button>
        )}
      </div>
      {data && used?.origin !== 'uploaded' && <WhatItProves made={!!used} />}
      <EarlierCertificates company={company} certificates={data?.filter((one) => one.retired_at) ?? []} />
      {asked === 'upload' && <CertificateDialog company={company} onClose={close} onDone={settle} />}
      <ConfirmDialog
        open={asked === 'renew'}
        onClose={close}
        onConfirm={() => make.mutate()}
        title="Renew the certificate?"
        confirm="Renew"
        busy={make.isPending}
      >
        A new key and certificate sign from now on, and the old key is destroyed. What is signed stays valid. Clients
        who trust the old certificate need the new one too.
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'remove'}
        onClose={close}
        onConfirm={() => remove.mutate()}
        title="Remove the certificate?"
        confirm="Remove"
        danger
        busy={remove.isPending}
      >
        Its key is destroyed, and new PDFs are no longer signed. What is signed stays valid.
      </ConfirmDialog>
    </div>
  )
}
