// Says why the PDF carries no e-invoice although one is wanted, and what to mend. Silent when all is well.
import { useQuery } from '@tanstack/react-query'
import { type PrintFacts, printOptions } from '~/lib/api/prints'
import type { Invoice } from '~/lib/api/types'
import { Section } from '~/ui/Section'

function fixesOf(facts: PrintFacts): string[] {
  return [...new Set(facts.problems.map((one) => one.fix || one.text))]
}

export function PrintNote({ invoice }: { invoice: Invoice }) {
  const { data } = useQuery(printOptions(invoice.id, invoice.version))
  if (data?.einvoice !== 'left_out') return null
  const draft = invoice.status === 'draft'
  return (
    <Section title="E-invoice">
      <p className="text-muted text-small">
        {draft
          ? 'The PDF will carry no e-invoice unless you mend this before you issue it:'
          : 'The PDF carries no e-invoice. An issued document does not change; mend this for the next one:'}
      </p>
      <ul className="mt-2 grid gap-1.5">
        {fixesOf(data).map((fix) => (
          <li key={fix} className="wrap-anywhere border-line border-s-2 ps-3">
            {fix}
          </li>
        ))}
      </ul>
    </Section>
  )
}
