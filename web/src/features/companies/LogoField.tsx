// A company's logo: seen as it will print, replaced or removed at once.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ImageUp } from 'lucide-react'
import { useRef } from 'react'
import { removeLogo, setLogo } from '~/lib/api/company-settings'
import type { Company } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { FieldError } from '~/ui/Field'

type Props = { company: Company; onChange?: (company: Company) => void }

export function LogoField({ company, onChange }: Props) {
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const onSuccess = (changed: Company) => {
    onChange?.(changed)
    client.setQueryData(['companies', company.id], changed)
    return client.invalidateQueries({ queryKey: ['companies'] })
  }
  const put = useMutation({ mutationFn: (file: File) => setLogo(company.id, file), onSuccess })
  const remove = useMutation({ mutationFn: () => removeLogo(company.id), onSuccess })
  const error = put.error ?? remove.error

  function choose(files: FileList | null) {
    const file = files?.[0]
    if (file) put.mutate(file)
    if (input.current) input.current.value = ''
  }

  return (
    <section aria-label="Logo">
      <p className="mb-1.5 font-strong">Logo</p>
      <div className="flex flex-wrap items-center gap-5">
        <div className="flex h-24 w-48 items-center justify-center rounded-panel border border-edge border-dashed bg-white p-3">
          {company.logo_url ? (
            <img src={company.logo_url} alt={`Logo of ${company.profile.name}`} className="max-h-full max-w-full" />
          ) : (
            <ImageUp aria-hidden className="size-6 text-[#57534e]" />
          )}
        </div>
        <div className="grid gap-2">
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/svg+xml"
            aria-label="Choose a picture for the logo"
            tabIndex={-1}
            className="sr-only"
            onChange={(event) => choose(event.target.files)}
          />
          <div className="flex gap-2">
            <Button busy={put.isPending} onClick={() => input.current?.click()}>
              {company.logo_url ? 'Replace the logo' : 'Choose a picture'}
            </Button>
            {company.logo_url && (
              <Button tone="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
                Remove
              </Button>
            )}
          </div>
          <p className="text-muted text-small">PNG, JPEG or SVG, at most 5 MB. It prints on white.</p>
        </div>
      </div>
      <div aria-live="polite">{error && <FieldError>{sentenceOf(error)}</FieldError>}</div>
    </section>
  )
}
