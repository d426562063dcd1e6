// How the sale is taxed, in one plain sentence, with what is missing and a way to decide otherwise.
import { useState } from 'react'
import type { Preview } from '~/lib/api/types'
import { Button } from '~/ui/Button'
import { Notice } from '~/ui/Notice'
import { patch } from './changes'
import type { PartProps } from './Head'
import { NumberCheck } from './NumberCheck'
import { TaxDialog } from './TaxDialog'

type Treatment = Preview['treatment']

/** An answer kept about a number changes the facts, so the same draft is asked about again. */
function Hints({ treatment, form, edit }: { treatment: Treatment } & Pick<PartProps, 'form' | 'edit'>) {
  return treatment.hints.map((hint) => (
    <Notice key={hint.code} tone="spark" role="status">
      <p>{hint.text}</p>
      {hint.code === 'buyer_tax_id_open' && form.client && (
        <NumberCheck client={form.client.id} onKept={() => edit(patch({}))} />
      )}
    </Notice>
  ))
}

export function TaxSentence(props: PartProps) {
  const [changing, setChanging] = useState(false)
  const { form, edit, errors, preview } = props
  if (!preview || form.client === null) return null
  const { treatment } = preview
  const problem = errors['treatment_choice.name'] ?? errors['treatment_choice.reason']
  return (
    <section aria-label="How it is taxed" className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-56">{treatment.sentence}</p>
        <Button size="small" aria-label="Change how it is taxed" onClick={() => setChanging(true)}>
          Change
        </Button>
      </div>
      {problem && (
        <Notice tone="late" role="alert">
          {problem}
        </Notice>
      )}
      <Hints treatment={treatment} form={form} edit={edit} />
      {changing && <TaxDialog {...props} treatment={treatment} onClose={() => setChanging(false)} />}
    </section>
  )
}
