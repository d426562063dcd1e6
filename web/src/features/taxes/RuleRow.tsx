// One of the company's own rates: what, where, how much, and until when.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { can, useMe } from '~/lib/api/session'
import { endRule, removeRule, type TaxRule } from '~/lib/api/taxes'
import { useLocale } from '~/lib/locale'
import { formatDecimal } from '~/lib/money'
import { sentenceOf } from '~/lib/problem'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { toast } from '~/ui/toasts'
import { days, TYPES } from './words'

function Acts({ rule }: { rule: TaxRule }) {
  const today = useToday()
  const client = useQueryClient()
  const settled = {
    onError: (error: unknown) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['tax-rules'] }),
  }
  const ending = useMutation({ mutationFn: () => endRule(rule, today), ...settled })
  const removal = useMutation({ mutationFn: () => removeRule(rule), ...settled })
  const name = `${rule.name} of ${rule.jurisdiction}`
  return (
    <span className="flex gap-2">
      {rule.end_date == null && rule.start_date <= today && (
        <Button size="small" aria-label={`End ${name} today`} busy={ending.isPending} onClick={() => ending.mutate()}>
          End today
        </Button>
      )}
      <Button
        size="small"
        tone="quiet"
        aria-label={`Remove ${name}`}
        busy={removal.isPending}
        onClick={() => removal.mutate()}
      >
        Remove
      </Button>
    </span>
  )
}

export function RuleRow({ rule }: { rule: TaxRule }) {
  const me = useMe()
  const locale = useLocale()
  const parts = rule.components?.map((part) => `${part.name} ${formatDecimal(part.rate, locale)} %`).join(' + ')
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-2 py-2">
      <span className="min-w-0 flex-1 basis-56">
        <strong className="font-strong">{rule.jurisdiction}</strong> {rule.name}{' '}
        {parts || `${formatDecimal(rule.rate ?? '0', locale)} %`}
        <span className="block text-muted text-small">
          {[TYPES[rule.type], rule.key, rule.company_name, days(rule.start_date, rule.end_date ?? null, locale)].join(
            ' · ',
          )}
        </span>
      </span>
      {can(me, 'taxes.write') && <Acts rule={rule} />}
    </li>
  )
}
