// A template of one's own, open for editing: its words or its source on one side, its pages on the other.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { can, useMe } from '~/lib/api/session'
import { putTemplateAway, type Template, templateOptions } from '~/lib/api/templates'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { Link } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { useDraft } from './draft'
import { Preview, usePreview } from './Preview'
import { TextsEditor } from './TextsEditor'

const SourceEditor = lazy(async () => ({ default: (await import('./SourceEditor')).SourceEditor }))

function standing(template: Template, changed: boolean): string {
  if (changed) return 'Not saved yet.'
  if (template.archived) return 'Archived. It is not offered any more.'
  if (!template.published) return 'A draft. Publish it to use it.'
  return template.changed
    ? `Saved. Version ${template.published} draws until you publish.`
    : `Version ${template.published} is published.`
}

function ArchiveButton({ template }: { template: Template }) {
  const client = useQueryClient()
  const { id, name, archived } = template
  const put = useMutation({
    mutationFn: () => putTemplateAway(id, !archived),
    onSuccess: async (now) => {
      await client.invalidateQueries({ queryKey: ['templates'] })
      toast(
        now.archived
          ? `${name} is not offered any more. Where it is chosen it still draws.`
          : `${name} is offered again.`,
      )
    },
    onError: (problem) => toast(sentenceOf(problem), { tone: 'late' }),
  })
  return (
    <Button tone="quiet" busy={put.isPending} onClick={() => put.mutate()}>
      {archived ? 'Restore' : 'Archive'}
    </Button>
  )
}

function Editor({ template }: { template: Template }) {
  const me = useMe()
  const draft = useDraft(template)
  const preview = usePreview(template.id, draft.content)
  const isBusy = draft.save.isPending || draft.publish.isPending
  const isWrong = preview.problems.some((one) => one.fatal)
  return (
    <>
      <PageHeader
        title={template.name}
        above={<Link to="/settings/templates">Templates</Link>}
        lead={<span role="status">{standing(template, draft.changed)}</span>}
        actions={
          can(me, 'templates.write') && (
            <>
              <ArchiveButton template={template} />
              <Button
                busy={draft.save.isPending}
                disabled={!draft.changed || isBusy || !draft.name.trim()}
                onClick={() => draft.save.mutate(draft.now)}
              >
                Save
              </Button>
              <Button
                tone="primary"
                busy={draft.publish.isPending}
                disabled={isBusy || isWrong || !(draft.changed || template.changed) || !draft.name.trim()}
                onClick={() => draft.publish.mutate(draft.now)}
              >
                Publish
              </Button>
            </>
          )
        }
      />
      <div className="grid gap-8 xl:grid-cols-2">
        <div className="grid min-w-0 content-start gap-6">
          <TextField label="Name" value={draft.name} onChange={draft.setName} maxLength={80} />
          {template.kind === 'source' ? (
            <Suspense fallback={<RowsSkeleton rows={8} label="Loading the editor" />}>
              <SourceEditor draft={draft} problems={preview.problems} />
            </Suspense>
          ) : (
            <TextsEditor draft={draft} problems={preview.problems} />
          )}
        </div>
        <Preview preview={preview} title={template.name} />
      </div>
    </>
  )
}

export function TemplateEditor() {
  const { id } = useParams({ from: '/shell/settings/templates/$id' })
  const { data, error, refetch } = useQuery(templateOptions(id))
  if (error && !data)
    return <ErrorState error={error} onRetry={() => void refetch()} title="The template could not be loaded" />
  if (!data) return <RowsSkeleton rows={8} label="Loading the template" />
  return <Editor key={data.id} template={data} />
}
