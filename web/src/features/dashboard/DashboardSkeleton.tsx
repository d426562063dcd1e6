// The first screen while its figures are on their way, in its final size.
import { PageHeader } from '~/ui/PageHeader'
import { Bone, Skeleton } from '~/ui/Skeleton'

const ROWS = ['w-2/3', 'w-1/2', 'w-3/5']

export function DashboardSkeleton() {
  return (
    <>
      <PageHeader title="Dashboard" lead={<Bone className="inline-block h-4 w-52 align-middle" />} />
      <Skeleton label="Loading the figures">
        <Bone className="h-4 w-24" />
        <Bone className="mt-3 h-10 w-72" />
        <Bone className="mt-3 h-3 w-96 max-w-full" />
        <div className="mt-8 grid gap-8 border-line border-t pt-6 sm:grid-cols-3">
          {ROWS.map((width) => (
            <div key={width}>
              <Bone className="h-3 w-20" />
              <Bone className="mt-3 h-5 w-36" />
            </div>
          ))}
        </div>
        <div className="mt-12 grid gap-3">
          {ROWS.map((width) => (
            <Bone key={width} className={`h-10 ${width}`} />
          ))}
        </div>
      </Skeleton>
    </>
  )
}
