// The files of an invoice, to be opened; what the client does not get says so.
import { useQuery } from '@tanstack/react-query'
import { attachmentsOptions, filePath, sizeWords } from '~/lib/api/attachments'
import { ErrorState } from '~/ui/ErrorState'
import { OutLink } from '~/ui/Link'
import { Section } from '~/ui/Section'

export function Files({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(attachmentsOptions(id))
  if (error)
    return <ErrorState error={error} onRetry={() => void refetch()} title="The attachments could not be loaded" />
  if (!data || data.length === 0) return null
  return (
    <Section title="Attachments">
      <ul className="grid gap-2">
        {data.map((file) => (
          <li key={file.id} className="wrap-anywhere">
            <OutLink href={filePath(file.id)}>{file.name}</OutLink>{' '}
            <span className="text-muted text-small">
              {sizeWords(file.size)}
              {!file.for_client && ' · not for the client'}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
