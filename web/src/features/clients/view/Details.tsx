// Who the client is and how it is invoiced.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { clientFieldsOptions } from '~/lib/api/client-parts'
import type { Address, Client } from '~/lib/api/types'
import { countryName } from '~/lib/countries'
import { plural } from '~/lib/dates'
import { stepsWords } from '~/lib/early-steps'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { usePresent } from '~/lib/today'
import { OutLink } from '~/ui/Link'
import { Section } from '~/ui/Section'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return (
    <div className="border-line border-b py-2 last:border-b-0">
      <dt className="text-muted text-small">{name}</dt>
      <dd className="break-words whitespace-pre-line">{children}</dd>
    </div>
  )
}

function addressLines(address: Address, locale: string): string {
  const city = [address.postal_code, address.city].filter(Boolean).join(' ')
  const country = countryName(address.country, locale)
  return [address.line1, address.line2, city, address.region, country].filter(Boolean).join('\n')
}

/** Terms of its own, or the words for having none. */
export function termsWords(days: number | null): string {
  if (days === null) return 'As the company that writes the invoice'
  return days === 0 ? 'At once' : plural(days, '{count} day', '{count} days')
}

/** Those of the company need no words; a client that is offered none, or its own, does. */
function earlyWords(steps: Client['early_discounts'], locale: string): string {
  return steps === null ? '' : stepsWords(steps, locale) || 'None'
}

function clockWords(zone: string, now: string, locale: string): string {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone }).format(new Date(now))
  return `${zone.replaceAll('_', ' ')}, now ${time}`
}

export function Details({ client }: { client: Client }) {
  const locale = useLocale()
  const { now } = usePresent()
  const { profile } = client
  const language = new Intl.DisplayNames(locale, { type: 'language' }).of(client.language)
  const website = /^https?:\/\//.test(profile.website) && <OutLink href={profile.website}>{profile.website}</OutLink>
  const { data: fields = [] } = useQuery(clientFieldsOptions)
  const shipping = client.shipping_address && addressLines(client.shipping_address, locale)
  const limit = client.credit_limit && formatMoney({ amount: client.credit_limit, currency: client.currency }, locale)
  return (
    <Section title="Details" className="max-w-form">
      <dl>
        <Fact name="Trading name">{profile.trading_name}</Fact>
        <Fact name="Address">{addressLines(profile.address, locale)}</Fact>
        <Fact name="Goods go to">{shipping}</Fact>
        <Fact name="Website">{website || profile.website}</Fact>
        {profile.tax_ids.map((one) => (
          <Fact key={`${one.scheme} ${one.value}`} name={one.scheme}>
            {one.value}
          </Fact>
        ))}
        <Fact name="Register number">{profile.registration_number}</Fact>
        <Fact name="Code in invoice numbers">{client.code}</Fact>
        <Fact name="Invoiced in">{`${client.currency}, ${language ?? client.language}`}</Fact>
        <Fact name="Time to pay">{termsWords(client.payment_terms_days)}</Fact>
        <Fact name="Discount for early payment">{earlyWords(client.early_discounts, locale)}</Fact>
        <Fact name="Purchase orders">
          {client.order_format_words && `${client.order_format}: ${client.order_format_words}`}
        </Fact>
        <Fact name="Credit limit">{limit}</Fact>
        <Fact name="Time zone">{clockWords(client.time_zone, now, locale)}</Fact>
        {fields.map((field) => (
          <Fact key={field.id} name={field.label}>
            {client.custom[field.key]}
          </Fact>
        ))}
        <Fact name="Tags">{client.tags.join(', ')}</Fact>
        <Fact name="Notes">{client.notes}</Fact>
      </dl>
    </Section>
  )
}
