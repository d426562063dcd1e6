// Moving the organization's time forward, and back to the real one.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { advanceTestClock, resetTestClock } from '~/lib/api/organization'
import { plural } from '~/lib/dates'
import { sentenceOf } from '~/lib/problem'
import { toast } from '~/ui/toasts'

function wentOut(count: number): string {
  if (count === 0) return 'Time moved on. No reminder fell due on the way.'
  return plural(
    count,
    'Time moved on. {count} reminder went out on the way.',
    'Time moved on. {count} reminders went out on the way.',
  )
}

export function useTestClock() {
  const client = useQueryClient()
  const onError = (error: unknown) => toast(sentenceOf(error), { tone: 'late' })
  const advance = useMutation({
    mutationFn: advanceTestClock,
    onSuccess: async ({ sent }) => {
      toast(wentOut(sent))
      await client.invalidateQueries()
    },
    onError,
  })
  const reset = useMutation({
    mutationFn: resetTestClock,
    onSuccess: async () => {
      toast('Back to real time. What happened in the future stays.')
      await client.invalidateQueries()
    },
    onError,
  })
  return { advance, reset }
}
