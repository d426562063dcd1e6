// Messages that need a person: failed ones can be tried again, unsure ones need somebody to say whether they arrived.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { deliveriesOptions, invoicesChanged, resolveDelivery, retryDelivery } from '~/lib/api/invoices'
import type { Delivery } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Notice } from '~/ui/Notice'
import { toast } from '~/ui/toasts'

const UNDER_WAY = ['pending', 'sending']

function useDeliveryActs() {
  const client = useQueryClient()
  const options = {
    onSuccess: () => invoicesChanged(client),
    onError: (error: unknown) => void toast(sentenceOf(error), { tone: 'late' }),
  }
  const retry = useMutation({ mutationFn: (id: string) => retryDelivery(id), ...options })
  const resolve = useMutation({
    mutationFn: (said: { id: string; arrived: boolean }) => resolveDelivery(said.id, said.arrived),
    ...options,
  })
  return { retry, resolve }
}

function Trouble({ delivery }: { delivery: Delivery }) {
  const { retry, resolve } = useDeliveryActs()
  const { id, recipient, error } = delivery
  if (delivery.state === 'failed') {
    const again = !delivery.locked && (
      <Button size="small" busy={retry.isPending} onClick={() => retry.mutate(id)}>
        Try again
      </Button>
    )
    return (
      <Notice tone="late" title={`The mail to ${recipient} could not be sent`} action={again}>
        {error}
        {delivery.locked && ' Its password is forgotten: send the invoice anew and choose one.'}
      </Notice>
    )
  }
  const say = (arrived: boolean) => resolve.mutate({ id, arrived })
  const answers = (
    <span className="flex gap-2">
      <Button size="small" onClick={() => say(true)}>
        It arrived
      </Button>
      <Button size="small" onClick={() => say(false)}>
        It did not
      </Button>
    </span>
  )
  return (
    <Notice tone="spark" title={`Nobody knows whether the mail to ${recipient} arrived`} action={answers}>
      The mail server’s answer was lost. Nothing more is sent there until you say what happened.
    </Notice>
  )
}

/** The screen is asked for again as soon as the last message under way has arrived. */
function useArrival(underWay: boolean) {
  const client = useQueryClient()
  const before = useRef(underWay)
  useEffect(() => {
    if (before.current && !underWay) void invoicesChanged(client)
    before.current = underWay
  }, [underWay, client])
}

export function Deliveries({ id }: { id: string }) {
  const { data = [] } = useQuery(deliveriesOptions(id))
  const moving = data.filter((one) => UNDER_WAY.includes(one.state))
  useArrival(moving.length > 0)
  const troubled = data.filter((one) => one.state === 'failed' || one.state === 'unsure')
  if (moving.length + troubled.length === 0) return null
  return (
    <div className="mb-6 grid gap-3">
      {troubled.map((delivery) => (
        <Trouble key={delivery.id} delivery={delivery} />
      ))}
      {moving.map((delivery) => (
        <Notice key={delivery.id} role="status">
          The mail to {delivery.recipient} is on its way.
        </Notice>
      ))}
    </div>
  )
}
