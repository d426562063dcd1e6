// The invoice as e-invoice: choose who it is for, see what the official rules say of it, download it.
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { einvoiceCheckOptions, einvoicePath } from '~/lib/api/invoices'
import type { EInvoiceCheck, EInvoiceProfile, Invoice } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Notice } from '~/ui/Notice'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'

const PROFILES: readonly { value: EInvoiceProfile; label: string; about: string }[] = [
  { value: 'ksef', label: 'KSeF FA(3)', about: 'For companies in Poland: upload the file to KSeF.' },
  { value: 'xrechnung', label: 'XRechnung 3.0', about: 'For public authorities and companies in Germany.' },
  { value: 'peppol', label: 'Peppol BIS Billing 3.0', about: 'For clients you reach through the Peppol network.' },
  { value: 'ubl', label: 'UBL 2.1', about: 'The European norm EN 16931, in its first syntax.' },
  { value: 'cii', label: 'CII D16B', about: 'The European norm EN 16931, in its second syntax.' },
  { value: 'factur-x', label: 'Factur-X (XML)', about: 'What Factur-X and ZUGFeRD carry inside their PDF.' },
  {
    value: 'factur-x-xrechnung',
    label: 'ZUGFeRD XRechnung (XML)',
    about: 'XRechnung as ZUGFeRD carries it inside its PDF.',
  },
]

const countryOf = (party: Invoice['document']['buyer']) => party?.address?.country

function startWith(invoice: Invoice): EInvoiceProfile {
  if (countryOf(invoice.document.seller) === 'PL') return 'ksef'
  return countryOf(invoice.document.buyer) === 'DE' ? 'xrechnung' : 'ubl'
}

/** The kinds that may be of use: KSeF takes invoices of companies in Poland only. */
function profilesFor(invoice: Invoice) {
  return PROFILES.filter((one) => one.value !== 'ksef' || countryOf(invoice.document.seller) === 'PL')
}

const CORRECTING: readonly string[] = ['credit_note', 'corrective_invoice']

function Verdict({ check }: { check: EInvoiceCheck }) {
  const fatal = check.problems.filter((one) => one.fatal)
  if (fatal.length === 0) {
    return <Notice tone="good">{`Valid ${check.title}: the official rules have nothing against it.`}</Notice>
  }
  return (
    <div className="grid gap-3">
      <Notice tone="late" role="status" title={`This is no valid ${check.title} yet.`}>
        {plural(fatal.length, '{count} thing is missing or wrong.', '{count} things are missing or wrong.')} An issued
        invoice does not change: mend the company or the client, then credit it and issue a new one.
      </Notice>
      <ul className="grid gap-3">
        {fatal.map((one) => (
          <li key={one.rule + one.text} className="border-line border-s-2 ps-3">
            <p>{one.fix}</p>
            <p className="text-muted text-small">
              {one.rule}: {one.text}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function EInvoiceDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const [profile, setProfile] = useState<EInvoiceProfile>(startWith(invoice))
  const [typed, setTyped] = useState('')
  const asksNumber = profile === 'ksef' && CORRECTING.includes(invoice.document.kind)
  const corrected = useDeferredValue(asksNumber ? typed.trim() : '')
  const { data, error, refetch } = useQuery(einvoiceCheckOptions(invoice.id, profile, corrected))
  const chosen = PROFILES.find((one) => one.value === profile)
  const actions = (
    <>
      <Button onClick={onClose}>Close</Button>
      <Button
        tone="primary"
        disabled={!data?.valid}
        onClick={() => void window.open(einvoicePath(invoice.id, profile, corrected), '_self')}
      >
        Download XML
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={`E-invoice of ${invoice.number}`} size="medium" actions={actions}>
      <Select
        label="Kind of e-invoice"
        hint={chosen?.about}
        value={profile}
        onChange={(value) => setProfile(PROFILES.find((one) => one.value === value)?.value ?? 'ubl')}
        options={profilesFor(invoice)}
      />
      {asksNumber && (
        <TextField
          label="KSeF number of the corrected invoice"
          hint="Leave it empty if that invoice has not been through KSeF."
          value={typed}
          onChange={setTyped}
        />
      )}
      <div className="mt-5">
        {error && (
          <ErrorState error={error} onRetry={() => void refetch()} title="The e-invoice could not be checked" />
        )}
        {!error && !data && <RowsSkeleton label="Checking the e-invoice by the official rules" />}
        {!error && data && <Verdict check={data} />}
      </div>
    </Dialog>
  )
}
