// The mark: a four-pointed spark, alone or after the name.
import { cx } from './classes'

export const SPARK_PATH =
  'M12 0c1.3 7.4 4.6 10.7 12 12-7.4 1.3-10.7 4.6-12 12-1.3-7.4-4.6-10.7-12-12 7.4-1.3 10.7-4.6 12-12Z'

export function Spark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={cx('fill-spark', className)}>
      <path d={SPARK_PATH} />
    </svg>
  )
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cx('inline-flex items-start font-strong tracking-tight', className)}>
      DueSpark
      <Spark className="mt-[0.18em] ms-[0.14em] size-[0.5em]" />
    </span>
  )
}
