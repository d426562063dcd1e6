// What is shown instead of a screen: nothing at this address, a screen that broke, a screen on its way.
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTitle } from '~/lib/title'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { LinkButton } from '~/ui/Link'
import { Bone, RowsSkeleton } from '~/ui/Skeleton'

export function NotFound() {
  useTitle('Not found')
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        drawing="search"
        title="There is nothing at this address"
        action={<LinkButton to="/">Go to the dashboard</LinkButton>}
      >
        It may have been moved or deleted, or it belongs to another organization.
      </EmptyState>
    </>
  )
}

/** For addresses no frame belongs to. */
export function NotFoundPage() {
  return (
    <main className="pt-16">
      <NotFound />
    </main>
  )
}

export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return <ErrorState error={error} onRetry={retry} title="This screen could not be shown" />
}

export function Pending() {
  return (
    <div className="mt-1">
      <Bone className="mb-8 h-8 w-56" />
      <RowsSkeleton label="Loading" />
    </div>
  )
}
