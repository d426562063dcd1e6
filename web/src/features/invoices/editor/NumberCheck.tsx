// A client's VAT number that nobody has verified yet: where to look it up, and what the answer was.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { clientOptions } from '~/lib/api/clients'
import { keepNumberCheck } from '~/lib/api/taxes'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { FormProblem } from '~/ui/Form'

const VIES = 'https://ec.europa.eu/taxation_customs/vies/'

export function NumberCheck({ client, onKept }: { client: string; onKept: () => void }) {
  const { data } = useQuery(clientOptions(client))
  const queries = useQueryClient()
  const number = data?.profile.tax_ids.find((one) => one.scheme === 'VAT' || one.scheme === 'NIP')?.value
  const submission = useSubmit(async () => {
    await keepNumberCheck(client, { number: number ?? '', state: 'valid' })
    await queries.invalidateQueries({ queryKey: ['tax-rates'] })
    onKept()
  })
  if (!number) return null
  return (
    <form ref={submission.form} onSubmit={submission.onSubmit} className="mt-2 flex flex-wrap items-center gap-3">
      <FormProblem problem={submission.problem} />
      <a href={VIES} target="_blank" rel="noreferrer" className="underline">
        Look {number} up
      </a>
      <Button type="submit" size="small" busy={submission.busy}>
        It is valid
      </Button>
    </form>
  )
}
