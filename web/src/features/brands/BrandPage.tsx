// One brand: its logos, colors and letters, beside an example invoice that is drawn anew with every change.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type Brand, brandOptions, brandPagesOptions, saveBrand } from '~/lib/api/brands'
import { can, useMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { ErrorState } from '~/ui/ErrorState'
import { Form } from '~/ui/Form'
import { Link } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { PaperPages } from '~/ui/PaperPages'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { BrandActs } from './BrandActs'
import { Colors } from './Colors'
import { Letters } from './Letters'
import { Logos } from './Logos'
import { Sizes } from './Sizes'

const route = getRouteApi('/shell/settings/companies/$id/brands/$brand')

/** The value once it has not changed for a moment. */
function useSettled<T>(value: T, wait = 250): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return settled
}

function Preview({ brand, design }: { brand: Brand; design: Brand['design'] }) {
  const { data, error, refetch } = useQuery(brandPagesOptions(brand, design))
  return (
    <aside
      aria-label="Example invoice"
      className="max-lg:-order-1 max-lg:max-h-[45dvh] max-lg:overflow-auto lg:sticky lg:top-6 lg:self-start"
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} title="The example could not be drawn" />
      ) : (
        <PaperPages pages={data} label="Example invoice" />
      )}
    </aside>
  )
}

function Editor({ brand }: { brand: Brand }) {
  const client = useQueryClient()
  const [name, setName] = useState(brand.name)
  const [design, setDesign] = useState(brand.design)
  const settled = useSettled(design)
  const submission = useSubmit(async () => {
    const saved = await saveBrand(brand, name, design)
    client.setQueryData(['brands', brand.company_id, brand.id], saved)
    await Promise.all(
      [['brands', brand.company_id, 'list'], ['companies']].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
    toast('Saved. New invoices show it; issued ones stay as they are.')
  })
  const part = { design, onChange: setDesign, errors: submission.errors }
  return (
    <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,17rem)] 2xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <Form submission={submission} label="Brand">
        <TextField
          label="Name"
          hint="Only you see it."
          required
          maxLength={80}
          value={name}
          onChange={setName}
          error={submission.errors.name}
        />
        <Logos brand={brand} design={design} onChange={setDesign} />
        <Colors {...part} settled={settled} />
        <Letters {...part} />
        <Sizes {...part} />
        <Checkbox
          checked={design.white_label}
          onChange={(white_label) => setDesign({ ...design, white_label })}
          hint="“Sent with DueSpark” is left out of the page your clients open and of your mails."
        >
          White label
        </Checkbox>
        <div className="sticky bottom-0 flex flex-wrap gap-3 border-line border-t bg-bg py-4 max-lg:bottom-[calc(3.5rem+env(safe-area-inset-bottom))]">
          <Button type="submit" tone="primary" size="large" busy={submission.busy}>
            Save
          </Button>
        </div>
      </Form>
      <Preview brand={brand} design={settled} />
    </div>
  )
}

export function BrandPage() {
  const me = useMe()
  const { id, brand } = route.useParams()
  const { data, error, refetch } = useQuery(brandOptions(id, brand))
  if (error && !data)
    return <ErrorState error={error} onRetry={() => void refetch()} title="This brand could not be loaded" />
  const above = (
    <Link to="/settings/companies/$id/brands" params={{ id }}>
      Brands
    </Link>
  )
  const may = can(me, 'companies.write')
  return (
    <>
      <PageHeader
        title={data?.name ?? 'Brand'}
        above={above}
        lead={
          data?.is_default ? 'The default: invoices look like this unless another brand is chosen for them.' : undefined
        }
        actions={data && <BrandActs brand={data} />}
      />
      {!data && <RowsSkeleton label="Loading the brand" />}
      {data && may && <Editor key={data.id} brand={data} />}
      {data && !may && (
        <div className="grid max-w-form gap-6">
          <Notice title="You can look at this brand but not change it">Ask an owner, an admin or an accountant.</Notice>
          <Preview brand={data} design={data.design} />
        </div>
      )}
    </>
  )
}
