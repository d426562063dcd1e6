// How a company amends what it issued, and what needs a second person.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type InvoiceRules, rulesOptions, updateRules } from '~/lib/api/company-settings'
import type { Decimal } from '~/lib/decimal'
import { minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { DecimalField } from '~/ui/DecimalField'
import { ErrorState } from '~/ui/ErrorState'
import { Form } from '~/ui/Form'
import { Notice } from '~/ui/Notice'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'

const POLICIES = [
  { value: 'credit_and_reissue', label: 'Credit it and issue a new one' },
  { value: 'new_version', label: 'New version under the same number' },
]

function Fields({ rules }: { rules: InvoiceRules }) {
  const queries = useQueryClient()
  const { company_id, currency, law, version, ...start } = rules
  const [wish, setWish] = useState(start)
  const change = (part: Partial<typeof wish>) => setWish((before) => ({ ...before, ...part }))
  const submission = useSubmit(async () => {
    await updateRules(company_id, version, wish)
    await queries.invalidateQueries({ queryKey: ['invoice-rules', company_id] })
    toast('Saved. It holds from now on.')
  })
  const { errors } = submission
  const limit = { digits: 2, suffix: '%' }
  return (
    <Form submission={submission} label="Rules for invoices">
      <Select
        label="When an issued invoice must change"
        value={wish.amendments ?? 'credit_and_reissue'}
        onChange={(amendments) => change({ amendments: amendments as InvoiceRules['amendments'] })}
        options={POLICIES}
      />
      {wish.amendments === 'new_version' && law !== null && (
        <Notice tone="late" title="Ask your accountant first">
          In the country of this company an invoice is corrected by another document: {law}.
        </Notice>
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <DecimalField
          label="Discount without asking"
          hint="More needs a second person. Empty: no limit."
          value={(wish.free_discount ?? null) as Decimal | null}
          onChange={(free_discount) => change({ free_discount })}
          error={errors.free_discount}
          {...limit}
        />
        <DecimalField
          label="Discount never over"
          hint="Nobody can give more. Empty: no limit."
          value={(wish.most_discount ?? null) as Decimal | null}
          onChange={(most_discount) => change({ most_discount })}
          error={errors.most_discount}
          {...limit}
        />
        <DecimalField
          label="Credit or write off without asking"
          hint="More needs a second person. Empty: no limit."
          digits={minorDigits(currency)}
          suffix={currency}
          value={(wish.free_credit ?? null) as Decimal | null}
          onChange={(free_credit) => change({ free_credit })}
          error={errors.free_credit}
        />
      </div>
      <Checkbox checked={wish.discount_reasons ?? false} onChange={(discount_reasons) => change({ discount_reasons })}>
        Every discount must say why
      </Checkbox>
      <Button type="submit" className="justify-self-start" busy={submission.busy}>
        Save rules
      </Button>
    </Form>
  )
}

export function RulesForm({ company }: { company: string }) {
  const { data, error, refetch } = useQuery(rulesOptions(company))
  return (
    <Section title="Rules and limits" className="mt-4">
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton label="Loading the rules" />}
      {data && <Fields key={data.version} rules={data} />}
    </Section>
  )
}
