// What a company's PDFs carry and whether they are signed: chosen at once, for PDFs made from now on.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { changePrintSettings, type PrintSettings, type PrintWish, printSettingsOptions } from '~/lib/api/prints'
import { sentenceOf } from '~/lib/problem'
import { ErrorState } from '~/ui/ErrorState'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { Signing } from './Signing'

type EInvoice = PrintSettings['einvoice']

const CHOICES: readonly { value: EInvoice; label: string; about: string }[] = [
  {
    value: 'en16931',
    label: 'Factur-X / ZUGFeRD (EN 16931)',
    about: 'Machines read the invoice from the same PDF that people look at. Right for clients in the European Union.',
  },
  {
    value: 'xrechnung',
    label: 'ZUGFeRD with XRechnung',
    about: 'For public authorities in Germany. It needs a contact person, a phone number and the client’s Leitweg-ID.',
  },
  { value: 'off', label: 'None', about: 'A PDF for people only.' },
]

export function PdfSettings({ company }: { company: string }) {
  const client = useQueryClient()
  const options = printSettingsOptions(company)
  const { data, error, refetch } = useQuery(options)
  const change = useMutation({
    mutationFn: (wish: PrintWish) => changePrintSettings(company, data?.version ?? 0, wish),
    onSuccess: (saved) => {
      client.setQueryData(options.queryKey, saved)
      toast('Saved. It holds for PDFs made from now on.')
    },
    onError: (problem) => {
      toast(sentenceOf(problem), { tone: 'late' })
      void refetch()
    },
  })
  if (error)
    return <ErrorState error={error} onRetry={() => void refetch()} title="The PDF settings could not be loaded" />
  if (!data) return <RowsSkeleton label="Loading the PDF settings" />
  const shown = change.isPending ? { ...data, ...change.variables } : data
  return (
    <section aria-label="PDFs" className="grid gap-6">
      <Select
        label="E-invoice inside the PDF"
        hint={CHOICES.find((one) => one.value === shown.einvoice)?.about}
        value={shown.einvoice}
        disabled={change.isPending}
        onChange={(value) =>
          change.mutate({ einvoice: CHOICES.find((one) => one.value === value)?.value ?? 'off', sign: data.sign })
        }
        options={CHOICES}
      />
      <Signing
        company={company}
        settings={shown}
        busy={change.isPending}
        onSign={(sign) => change.mutate({ einvoice: data.einvoice, sign })}
      />
    </section>
  )
}
