// All pages of a template, large.
import { useQuery } from '@tanstack/react-query'
import { type Choosable, templatePagesOptions } from '~/lib/api/templates'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { PaperPages } from '~/ui/PaperPages'

type Props = { template: Choosable; company: string; onClose: () => void }

export function TemplateDialog({ template, company, onClose }: Props) {
  const { data, error, refetch } = useQuery(templatePagesOptions(template, company))
  return (
    <Dialog open size="large" title={template.title} onClose={onClose}>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <PaperPages pages={data} label={template.title} />
      )}
    </Dialog>
  )
}
