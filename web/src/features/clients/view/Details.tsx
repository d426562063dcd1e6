// Who the client is and how it is invoiced, beside its invoices.
import type { ReactNode } from 'react'
import type { Address, Client } from '~/lib/api/types'
import { countryName } from '~/lib/countries'
import { plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
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
  return (
    <Section title="Details">
      <dl>
        <Fact name="Trading name">{profile.trading_name}</Fact>
        <Fact name="Address">{addressLines(profile.address, locale)}</Fact>
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
        <Fact name="Time zone">{clockWords(client.time_zone, now, locale)}</Fact>
        <Fact name="Notes">{client.notes}</Fact>
      </dl>
    </Section>
  )
}
