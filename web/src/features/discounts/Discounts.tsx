// Discount rules: what is taken off by rule, for whom and until when; in use, and put away.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { archiveDiscountRule, type DiscountRule, discountRulesOptions, restoreDiscountRule } from '~/lib/api/discounts'
import { can, useMe } from '~/lib/api/session'
import { plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { sentenceOf } from '~/lib/problem'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import { Tabs } from '~/ui/Tabs'
import { toast } from '~/ui/toasts'
import { RuleDialog } from './RuleDialog'
import { conditions, standing, tiersInWords } from './words'

type Edit = (rule: DiscountRule) => void

function Row({ rule, onEdit }: { rule: DiscountRule; onEdit: Edit }) {
  const me = useMe()
  const locale = useLocale()
  const today = useToday()
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: () => (rule.archived ? restoreDiscountRule(rule.id) : archiveDiscountRule(rule.id)),
    onSuccess: () => toast(rule.archived ? `${rule.name} is in use again` : `${rule.name} is put away`),
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['discount-rules'] }),
  })
  const stands = standing(rule, today)
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-2 py-2.5">
      <span className="min-w-0 flex-1 basis-64">
        <strong className="font-strong">{rule.name}</strong> {tiersInWords(rule, locale)}
        {stands !== 'holds' && <span className="ms-2 text-late">{stands === 'over' ? 'Ended' : 'Not yet'}</span>}
        <span className="block text-muted text-small">{conditions(rule, locale)}</span>
      </span>
      {can(me, 'discounts.write') && (
        <span className="flex gap-2">
          {!rule.archived && (
            <Button size="small" aria-label={`Edit ${rule.name}`} onClick={() => onEdit(rule)}>
              Edit
            </Button>
          )}
          <Button
            size="small"
            tone="quiet"
            aria-label={`${rule.archived ? 'Use again' : 'Archive'} ${rule.name}`}
            busy={act.isPending}
            onClick={() => act.mutate()}
          >
            {rule.archived ? 'Use again' : 'Archive'}
          </Button>
        </span>
      )}
    </li>
  )
}

function Rules({ archived, onEdit, onAdd }: { archived: boolean; onEdit: Edit; onAdd: (() => void) | undefined }) {
  const locale = useLocale()
  const [cursor, setCursor] = useState<string>()
  const { data, error, refetch } = useQuery(discountRulesOptions({ archived, limit: 50, ...(cursor && { cursor }) }))
  const paging = usePaging(cursor, data?.next, setCursor)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={4} label="Loading discount rules" />
  if (data.data.length === 0)
    return archived ? (
      <p className="text-muted">Nothing is put away.</p>
    ) : (
      <EmptyState
        drawing="search"
        title="No discount rules yet"
        action={onAdd && <Button onClick={onAdd}>Add a rule</Button>}
      >
        Promise a discount once, such as 5 % from 10 pieces or 20 % for a code, and new invoices take it off by
        themselves. What a person types on a line stays beside it.
      </EmptyState>
    )
  return (
    <>
      <ul aria-label="Discount rules" className="border-line border-t">
        {data.data.map((rule) => (
          <Row key={rule.id} rule={rule} onEdit={onEdit} />
        ))}
      </ul>
      <Pagination {...paging} total={plural(data.total ?? 0, '{count} rule', '{count} rules', locale)} />
    </>
  )
}

export function Discounts() {
  const me = useMe()
  const [shown, setShown] = useState<string>('used')
  const [edited, setEdited] = useState<DiscountRule | 'new' | null>(null)
  const add = can(me, 'discounts.write') ? () => setEdited('new') : undefined
  const list = (archived: boolean) => <Rules archived={archived} onEdit={setEdited} onAdd={add} />
  return (
    <>
      <PageHeader
        title="Discounts"
        lead="What is taken off by rule. Each draft shows what it earns and why not; an issued invoice keeps what it says."
        actions={
          <>
            <ExportLinks path="/v1/discount-rules" query={{ archived: shown === 'archived' }} />
            {add && (
              <Button icon={<Plus aria-hidden className="size-4" />} onClick={add}>
                Add a rule
              </Button>
            )}
          </>
        }
      />
      <Tabs
        label="Discount rules"
        selected={shown}
        onSelect={setShown}
        items={[
          { id: 'used', label: 'In use', content: list(false) },
          { id: 'archived', label: 'Archived', content: list(true) },
        ]}
      />
      {edited !== null && <RuleDialog rule={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  )
}
