// One template as it would print for the company: its first page, what it is for, and the button to use it.
import { useQuery } from '@tanstack/react-query'
import { type Choosable, templatePagesOptions } from '~/lib/api/templates'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { LinkButton } from '~/ui/Link'
import { PaperPages } from '~/ui/PaperPages'
import { StatusBadge } from '~/ui/StatusBadge'

type Props = {
  template: Choosable
  about: string
  company: string
  used: boolean
  busy: boolean
  onLook: () => void
  onUse?: () => void
  /** The id of one's own template, for who may change it. */
  editable?: string
}

export function TemplateCard({ template, about, company, used, busy, onLook, onUse, editable }: Props) {
  const { data, error, refetch } = useQuery(templatePagesOptions(template, company))
  return (
    <li className="flex flex-col gap-3">
      <button
        type="button"
        onClick={onLook}
        aria-label={`Look at ${template.title} closely`}
        className={cx(
          'aspect-[1/1.414] overflow-hidden border bg-[#fff] text-start transition-colors hover:border-ink',
          used ? 'border-spark outline-2 outline-spark' : 'border-line',
        )}
      >
        {error && !data ? (
          <span className="block p-4 text-small text-[#57534E]">This page could not be drawn.</span>
        ) : (
          <PaperPages pages={data?.slice(0, 1)} label={template.title} bare />
        )}
      </button>
      <div className="grid gap-1">
        <h2 className="font-strong text-body">{template.title}</h2>
        <p className="text-muted text-small">{about}</p>
      </div>
      <div className="mt-auto flex flex-wrap items-center gap-2">
        {error && !data ? (
          <Button size="small" onClick={() => void refetch()}>
            Try again
          </Button>
        ) : used ? (
          <StatusBadge tone="paid">In use</StatusBadge>
        ) : (
          onUse && (
            <Button size="small" busy={busy} onClick={onUse} aria-label={`Use this: ${template.title}`}>
              Use this
            </Button>
          )
        )}
        {editable && (
          <LinkButton
            size="small"
            to="/settings/templates/$id"
            params={{ id: editable }}
            aria-label={`Edit ${template.title}`}
          >
            Edit
          </LinkButton>
        )}
      </div>
    </li>
  )
}
