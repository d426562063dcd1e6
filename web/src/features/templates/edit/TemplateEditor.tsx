// A template of one's own, open for editing: its words or its source on one side, its pages on the other.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { can, useMe } from '~/lib/api/session'
import { type Template, templateOptions } from '~/lib/api/templates'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { Link } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { useDraft } from './draft'
import { Preview, usePreview } from './Preview'
import { TextsEditor } from './TextsEditor'

const SourceEditor = lazy(async () => ({ default: (await import('./SourceEditor')).SourceEditor }))

function standing(template: Template, changed: boolean): string {
  if (changed) return 'Not saved yet.'
  if (!template.published) return 'A draft. Publish it to use it.'
  return template.changed
    ? `Saved. Version ${template.published} draws until you publish.`
    : `Version ${template.published} is published.`
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
