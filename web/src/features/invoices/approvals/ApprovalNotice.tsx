// Above an invoice about which somebody asked a second person.
import { useQuery } from '@tanstack/react-query'
import { pendingApprovalOptions } from '~/lib/api/approvals'
import { Notice } from '~/ui/Notice'
import { askedWords, Decision, Words } from './Decision'

export function ApprovalNotice({ invoice }: { invoice: string }) {
  const { data } = useQuery(pendingApprovalOptions(invoice))
  if (!data) return null
  return (
    <div className="mb-6">
      <Notice tone="spark" title="Waits for a second person" action={<Decision approval={data} />}>
        {askedWords(data)} {data.finding}
        <Words approval={data} />
      </Notice>
    </div>
  )
}
