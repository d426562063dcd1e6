// Templates without a picture: those that were never published, and those that were put away.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { can, useMe } from '~/lib/api/session'
import { archivedTemplatesOptions, putTemplateAway, type TemplateLine } from '~/lib/api/templates'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Link } from '~/ui/Link'
import { Section } from '~/ui/Section'
import { StatusBadge } from '~/ui/StatusBadge'
import { toast } from '~/ui/toasts'

type Props = { title: string; templates: readonly TemplateLine[]; beside?: (one: TemplateLine) => React.ReactNode }

export function TemplateNames({ title, templates, beside }: Props) {
  if (templates.length === 0) return null
  return (
    <Section title={title} className="mt-10">
      <ul className="border-line border-t">
        {templates.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-3 border-line border-b py-3">
            <Link to="/settings/templates/$id" params={{ id: one.id }} className="me-auto">
              {one.name}
            </Link>
            {beside?.(one)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** `used`: the id of the one that still draws for the company, for it goes on doing so. */
export function ArchivedTemplates({ used }: { used: string | null }) {
  const me = useMe()
  const client = useQueryClient()
  const { data = [] } = useQuery(archivedTemplatesOptions)
  const restore = useMutation({
    mutationFn: (id: string) => putTemplateAway(id, false),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
    onError: (problem) => toast(sentenceOf(problem), { tone: 'late' }),
  })
  return (
    <TemplateNames
      title="Archived"
      templates={data}
      beside={(one) => (
        <>
          {one.id === used && <StatusBadge tone="paid">Still in use</StatusBadge>}
          {can(me, 'templates.write') && (
            <Button
              size="small"
              busy={restore.isPending && restore.variables === one.id}
              onClick={() => restore.mutate(one.id)}
              aria-label={`Take ${one.name} out of the archive`}
            >
              Restore
            </Button>
          )}
        </>
      )}
    />
  )
}
