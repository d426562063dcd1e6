// Differences between two documents, one under the other: where, what was, what is.
import type { VersionChange } from '~/lib/api/versions'
import { useLocale } from '~/lib/locale'
import { cx } from '~/ui/classes'
import { becameWords } from './view/versions'

const COLUMNS = 'sm:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1fr)]'

type Props = {
  changes: readonly VersionChange[]
  /** What stands on the left and on the right; shown above the columns where they are not plain before and after. */
  sides?: readonly [string, string]
}

export function Changes({ changes, sides }: Props) {
  const locale = useLocale()
  if (changes.length === 0) return <p className="text-muted">The document says the same in both.</p>
  const [left, right] = sides ?? ['Before', 'After']
  return (
    <dl className="grid">
      {sides && (
        <div aria-hidden className={cx('hidden gap-x-6 pb-2 text-muted text-small sm:grid', COLUMNS)}>
          <span />
          <span>{left}</span>
          <span>{right}</span>
        </div>
      )}
      {changes.map((change) => {
        const { before, after } = becameWords(change, locale)
        return (
          <div
            key={`${change.kind} ${change.path}`}
            className={cx(
              'grid gap-x-6 gap-y-1 border-line border-t py-2.5 first:border-t-0',
              sides && 'max-sm:nth-2:border-t-0',
              COLUMNS,
            )}
          >
            <dt className="font-strong">{change.label}</dt>
            <dd className="wrap-anywhere text-muted">
              <span className={sides ? 'sm:sr-only' : 'sr-only'}>{left}: </span>
              {before}
            </dd>
            <dd className="wrap-anywhere">
              <span className={sides ? 'sm:sr-only' : 'sr-only'}>{right}: </span>
              {after}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
