// The certificates of a company: what there is to know of each, its file for clients, and what one made here proves.
import { certificatePath, type SigningCertificate } from '~/lib/api/prints'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { buttonClass } from '~/ui/Button'
import { Notice } from '~/ui/Notice'

type One = { company: string; certificate: SigningCertificate }

/** As programs show it, so that two can be compared by eye or by phone. */
const inPairs = (fingerprint: string) => fingerprint.match(/../g)?.join(' ') ?? ''

export function CertificateInUse({ company, certificate }: One) {
  const locale = useLocale()
  const day = (at: string) => formatDate(at.slice(0, 10), locale)
  return (
    <div className="grid gap-2 rounded-panel border border-line px-4 py-3">
      <p className="wrap-anywhere">
        {certificate.origin === 'made' ? 'Made here for ' : 'Certificate of '}
        <span className="font-strong">{certificate.subject}</span>
        {certificate.origin === 'uploaded' && `, issued by ${certificate.issuer}`}
      </p>
      <p className="text-muted">
        Valid from {day(certificate.not_before)} until {day(certificate.not_after)}.
        {certificate.origin === 'made' && ' It is renewed by itself a month before.'}
      </p>
      <p className="text-muted">Fingerprint (SHA-256)</p>
      <code className="wrap-anywhere text-small">{inPairs(certificate.fingerprint)}</code>
      <Download company={company} certificate={certificate} />
    </div>
  )
}

function Download({ company, certificate }: One) {
  return (
    <a
      href={certificatePath(company, certificate.id)}
      download
      className={`${buttonClass('secondary', 'small')} justify-self-start`}
    >
      Download for clients
    </a>
  )
}

export function WhatItProves({ made }: { made: boolean }) {
  return (
    <Notice title={made ? 'What this certificate proves' : 'What a certificate made here proves'}>
      <p>
        It proves that a PDF was not changed since it was signed. It does not prove who you are, because nobody checked
        that. A client’s PDF reader says so until the client trusts the certificate: send it, and let them compare the
        fingerprint with yours on the phone.
      </p>
      <p className="mt-2">
        Where a law asks for an advanced or qualified signature, upload a certificate of a trust service instead.
      </p>
    </Notice>
  )
}

export function EarlierCertificates({
  company,
  certificates,
}: {
  company: string
  certificates: SigningCertificate[]
}) {
  const locale = useLocale()
  if (!certificates.length) return null
  return (
    <details>
      <summary className="cursor-pointer text-muted">Certificates that signed before ({certificates.length})</summary>
      <ul className="mt-2 grid gap-3">
        {certificates.map((one) => (
          <li key={one.id} className="grid gap-1">
            <span className="wrap-anywhere">
              {one.subject}, until {formatDate((one.retired_at ?? one.not_after).slice(0, 10), locale)}
            </span>
            <code className="wrap-anywhere text-muted text-small">{inPairs(one.fingerprint)}</code>
            <Download company={company} certificate={one} />
          </li>
        ))}
      </ul>
    </details>
  )
}
