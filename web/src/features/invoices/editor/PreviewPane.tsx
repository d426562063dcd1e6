// The invoice as it will be printed, beside the form while one types.
import { can, useMe } from '~/lib/api/session'
import type { Preview } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { Problem, sentenceOf } from '~/lib/problem'
import { EmptyState } from '~/ui/EmptyState'
import { Link } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PaperPages } from '~/ui/PaperPages'
import { leftOut, tooWide } from './fit'
import type { Live } from './usePreview'

/** Problems that stand on fields already are only pointed to here. */
function Trouble({ problem }: { problem: unknown }) {
  if (problem === null) return null
  const known = problem instanceof Problem ? problem : null
  if (known?.isOffline) return <Notice>Without a connection this is the last picture.</Notice>
  if (known && known.errors.length > 0) return <Notice tone="late">The picture waits for the marked field.</Notice>
  return <Notice tone="late">{sentenceOf(problem)}</Notice>
}

/** What is wrong with the picture although it could be drawn: nobody should learn it from the client. */
function Misfits({ preview }: { preview: Preview }) {
  const me = useMe()
  const wide = tooWide(preview)
  const left = leftOut(preview)
  return (
    <>
      {wide.length > 0 && (
        <Notice tone="late" title="It does not fit on the page">
          {wide.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p>Shorten what is written there, or use a template with a wider page or fewer columns.</p>
        </Notice>
      )}
      {left.length > 0 && (
        <Notice
          tone="late"
          title="The template is not printed as it is written"
          action={can(me, 'templates.write') && <Link to="/settings/templates">Templates</Link>}
        >
          {left.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
    </>
  )
}

export function PreviewPane({ live, known }: { live: Live; known: boolean }) {
  const pages = live.preview?.page_count ?? 0
  return (
    <section aria-label="Preview" className="grid content-start gap-3">
      <div className="flex items-baseline justify-between text-muted text-small">
        <h2 className="font-normal">Preview</h2>
        <p role="status">{live.preview && plural(pages, '{count} page', '{count} pages')}</p>
      </div>
      <Trouble problem={live.problem} />
      {known && live.preview && <Misfits preview={live.preview} />}
      {known ? (
        <PaperPages pages={live.preview?.pages} label="Draft" />
      ) : (
        <div className="flex aspect-[1/1.414] items-center justify-center border border-edge border-dashed bg-surface">
          <EmptyState drawing="invoice" title="Choose a client">
            The invoice appears here as it will be printed.
          </EmptyState>
        </div>
      )}
    </section>
  )
}
