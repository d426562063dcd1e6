// The logos of a brand: dropped or chosen, seen at once, removed.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ImageUp } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { type Brand, type Design, removeBrandLogo, setBrandLogo, type Variant } from '~/lib/api/brands'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { FieldError } from '~/ui/Field'
import { FilesButton } from '~/ui/FileButton'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { PLACES, VARIANTS } from './words'

type BoxProps = { brand: Brand; variant: Variant; label: string; about: string; onBrand: (brand: Brand) => void }

function LogoBox({ brand, variant, label, about, onBrand }: BoxProps) {
  const [over, setOver] = useState(false)
  const put = useMutation({ mutationFn: (file: File) => setBrandLogo(brand, variant, file), onSuccess: onBrand })
  const remove = useMutation({ mutationFn: () => removeBrandLogo(brand, variant), onSuccess: onBrand })
  const logo = brand.logos.find((one) => one.variant === variant)
  const error = put.error ?? remove.error
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) put.mutate(file)
  }
  return (
    <section aria-label={label} className="min-w-0">
      <p className="font-strong">{label}</p>
      <fieldset
        aria-label={`Drop a picture here: ${label}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cx(
          'mt-2 flex h-24 items-center justify-center rounded-panel border border-edge border-dashed bg-[#fff] p-3',
          over && 'border-2 border-spark',
        )}
      >
        {logo ? (
          <img src={logo.url} alt={`${label}: logo of ${brand.name}`} className="max-h-full max-w-full" />
        ) : (
          <ImageUp aria-hidden className="size-6 text-[#57534e]" />
        )}
      </fieldset>
      <div className="mt-2 flex flex-wrap gap-2">
        <FilesButton
          size="small"
          accept="image/png,image/jpeg,image/svg+xml"
          busy={put.isPending}
          onFiles={([file]) => file && put.mutate(file)}
        >
          {logo?.own ? 'Replace' : 'Choose'}
        </FilesButton>
        {logo?.own && (
          <Button size="small" tone="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
        )}
      </div>
      <p className="mt-1.5 text-muted text-small">{about}</p>
      <div aria-live="polite">{error && <FieldError>{sentenceOf(error)}</FieldError>}</div>
    </section>
  )
}

type Props = { brand: Brand; design: Design; onChange: (design: Design) => void }

export function Logos({ brand, design, onChange }: Props) {
  const client = useQueryClient()
  function take(changed: Brand) {
    client.setQueryData(['brands', brand.company_id, brand.id], changed)
    void client.invalidateQueries({ queryKey: ['brands', brand.company_id, 'list'] })
    void client.invalidateQueries({ queryKey: ['companies'] })
  }
  return (
    <Section title="Logo" lead="Drop a picture on a box, or choose one: PNG, JPEG or SVG, at most 5 MB. Saved at once.">
      <div className="grid gap-x-4 gap-y-6 sm:grid-cols-2 2xl:grid-cols-3">
        {VARIANTS.map((one) => (
          <LogoBox key={one.variant} brand={brand} onBrand={take} {...one} />
        ))}
      </div>
      <Select
        className="mt-5 sm:max-w-64"
        label="Place"
        hint="Left and right change sides in Arabic and Hebrew."
        value={design.logo_position}
        onChange={(value) => onChange({ ...design, logo_position: value as Design['logo_position'] })}
        options={PLACES}
      />
    </Section>
  )
}
