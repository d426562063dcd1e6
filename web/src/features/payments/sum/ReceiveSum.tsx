// The act beside a client that owes something: record what it paid.
import { useQuery } from '@tanstack/react-query'
import { Banknote } from 'lucide-react'
import { useState } from 'react'
import { balancesOptions } from '~/lib/api/clients'
import { can, useMe } from '~/lib/api/session'
import { isZero } from '~/lib/decimal'
import { Button } from '~/ui/Button'
import { RecordSum } from './RecordSum'

export function ReceiveSum({ clientId, clientName }: { clientId: string; clientName: string }) {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(balancesOptions([clientId]))
  const [first, ...others] = data?.get(clientId)?.open.filter((sum) => !isZero(sum.balance)) ?? []
  if (!first || !can(me, 'payments.write')) return null
  return (
    <>
      <Button icon={<Banknote aria-hidden className="size-4" />} onClick={() => setOpen(true)}>
        Record a payment
      </Button>
      {open && (
        <RecordSum
          clientId={clientId}
          clientName={clientName}
          owed={[first, ...others]}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
