// The fonts the organization brought: each file in its own letters, with the languages it has the letters of.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { type OwnFont, ownFontsOptions, removeOwnFont } from '~/lib/api/own-fonts'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { FieldError } from '~/ui/Field'
import { RowsSkeleton } from '~/ui/Skeleton'
import { UploadFonts } from './UploadFonts'
import { useOwnFonts } from './useFonts'

function lettersOf({ languages }: OwnFont, locale: string): string {
  if (languages.length === 0) return 'Lacks letters of every language; those are set in the usual fonts.'
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  return `All letters of ${new Intl.ListFormat(locale).format(languages.map((one) => names.of(one) ?? one))}.`
}

function Row({ font }: { font: OwnFont }) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeOwnFont(font),
    onSuccess: () => Promise.all([['own-fonts'], ['fonts']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
  return (
    <li className="border-line border-b py-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p
            className="truncate text-lead"
            style={{
              fontFamily: `"${font.family}"`,
              fontWeight: font.weight,
              fontStyle: font.italic ? 'italic' : 'normal',
            }}
          >
            {font.family}
          </p>
          <p>
            {font.style}
            {!font.tabular && ', figures of different widths'}
          </p>
          <p className="text-muted text-small">{lettersOf(font, useLocale())}</p>
        </div>
        <Button
          size="small"
          tone="quiet"
          busy={remove.isPending}
          aria-label={`Remove ${font.family} ${font.style}`}
          onClick={() => remove.mutate()}
        >
          Remove
        </Button>
      </div>
      <div aria-live="polite">{remove.error && <FieldError>{sentenceOf(remove.error)}</FieldError>}</div>
    </li>
  )
}

export function OwnFonts() {
  const { data, error, refetch } = useQuery(ownFontsOptions)
  const [uploading, setUploading] = useState(false)
  useOwnFonts(data ?? [])
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <section aria-label="Fonts of your own" className="mt-8">
      <h3 className="font-strong">Fonts of your own</h3>
      <p className="mt-1 max-w-prose text-muted">
        For PDFs. The page your clients open keeps to other letters, because most licenses do not let anybody download
        the font.
      </p>
      {!data && <RowsSkeleton rows={1} label="Loading your fonts" />}
      {data && data.length > 0 && (
        <ul aria-label="Your fonts" className="mt-3 border-line border-t">
          {data.map((font) => (
            <Row key={font.id} font={font} />
          ))}
        </ul>
      )}
      <Button className="mt-4" icon={<FileUp aria-hidden className="size-4" />} onClick={() => setUploading(true)}>
        Upload fonts
      </Button>
      {uploading && <UploadFonts onClose={() => setUploading(false)} />}
    </section>
  )
}
