// What one can do with a whole brand: make it the default, archive it, take it out again.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { archiveBrand, type Brand, makeDefaultBrand, restoreBrand } from '~/lib/api/brands'
import { can, useMe } from '~/lib/api/session'
import { sentenceOf } from '~/lib/problem'
import { Button, buttonClass } from '~/ui/Button'
import { toast } from '~/ui/toasts'

export function BrandActs({ brand }: { brand: Brand }) {
  const me = useMe()
  const client = useQueryClient()
  const onError = (problem: unknown) => toast(sentenceOf(problem), { tone: 'late' })
  const settle = (changed: Brand) => {
    client.setQueryData(['brands', brand.company_id, brand.id], changed)
    void client.invalidateQueries({ queryKey: ['brands', brand.company_id] })
    void client.invalidateQueries({ queryKey: ['companies'] })
  }
  const prefer = useMutation({ mutationFn: () => makeDefaultBrand(brand), onSuccess: settle, onError })
  const restore = useMutation({ mutationFn: () => restoreBrand(brand), onSuccess: settle, onError })
  const archive = useMutation({
    mutationFn: () => archiveBrand(brand),
    onSuccess: (changed) => {
      settle(changed)
      toast(`${brand.name} is archived.`, { undo: () => restore.mutate() })
    },
    onError,
  })
  const guide = (
    <a
      href={`/v1/companies/${brand.company_id}/brands/${brand.id}/guide`}
      download
      className={buttonClass('secondary')}
    >
      <Download aria-hidden className="size-4" />
      Brand guide (PDF)
    </a>
  )
  if (!can(me, 'companies.write') || brand.is_default) return guide
  if (brand.archived) {
    return (
      <Button busy={restore.isPending} onClick={() => restore.mutate()}>
        Restore
      </Button>
    )
  }
  return (
    <>
      {guide}
      <Button busy={prefer.isPending} onClick={() => prefer.mutate()}>
        Make it the default
      </Button>
      <Button tone="quiet" busy={archive.isPending} onClick={() => archive.mutate()}>
        Archive
      </Button>
    </>
  )
}
