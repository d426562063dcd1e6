// A registration: where, under which number and scheme, from when to when.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { can, useMe } from '~/lib/api/session'
import { removeRegistration, type TaxRegistration } from '~/lib/api/taxes'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { toast } from '~/ui/toasts'
import { days, placeName, SCHEMES } from './words'

export function RegistrationRow({ registration }: { registration: TaxRegistration }) {
  const me = useMe()
  const locale = useLocale()
  const client = useQueryClient()
  const removal = useMutation({
    mutationFn: () => removeRegistration(registration),
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['tax-registrations'] }),
  })
  const place = placeName(registration.country, registration.region ?? '', locale)
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-2 py-2">
      <span className="min-w-0 flex-1 basis-56">
        <strong className="font-strong">{place}</strong> {SCHEMES[registration.scheme ?? 'standard']}
        <span className="block text-muted text-small">
          {[
            registration.company_name,
            registration.number,
            days(registration.since, registration.until ?? null, locale),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {can(me, 'taxes.write') && (
        <Button
          size="small"
          tone="quiet"
          aria-label={`Remove the registration in ${place}`}
          busy={removal.isPending}
          onClick={() => removal.mutate()}
        >
          Remove
        </Button>
      )}
    </li>
  )
}
