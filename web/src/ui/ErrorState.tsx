// A part of a screen that could not be had: it fails alone, says why, and offers to try again.
import { RotateCw } from 'lucide-react'
import { Problem, sentenceOf } from '~/lib/problem'
import { Button } from './Button'
import { Drawing } from './Drawing'

type Props = { error: unknown; onRetry?: () => void; title?: string }

export function ErrorState({ error, onRetry, title = 'This could not be loaded' }: Props) {
  const offline = error instanceof Problem && error.isOffline
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-12 text-center">
      <Drawing name={offline ? 'offline' : 'broken'} />
      <p className="mt-5 font-strong text-lead">{offline ? 'You are offline' : title}</p>
      <p className="mt-1.5 max-w-sm text-muted">{sentenceOf(error)}</p>
      {onRetry && (
        <Button className="mt-5" icon={<RotateCw aria-hidden className="size-4" />} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}
