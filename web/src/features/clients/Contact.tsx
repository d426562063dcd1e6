// How to reach a client, at a glance: a call or a mail is one touch away.
import { Mail, MapPin, Phone, User } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Address, Client } from '~/lib/api/types'
import { countryName } from '~/lib/countries'
import { useLocale } from '~/lib/locale'

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2.5">
      <span className="mt-0.5 text-muted">{icon}</span>
      <span className="min-w-0 break-words">{children}</span>
    </li>
  )
}

function addressLines(address: Address, locale: string): string[] {
  const city = [address.postal_code, address.city].filter(Boolean).join(' ')
  const country = address.country === '' ? '' : countryName(address.country, locale)
  return [address.line1, address.line2, city, address.region, country].filter((line) => line !== '')
}

const TOUCH = 'underline decoration-edge underline-offset-3 hover:decoration-current'

export function Contact({ client }: { client: Client }) {
  const locale = useLocale()
  const { profile } = client
  const lines = addressLines(profile.address, locale)
  const icon = 'size-4'
  return (
    <aside aria-label="How to reach this client" className="max-lg:order-first">
      <ul className="grid gap-3">
        {profile.contact_name && (
          <Fact icon={<User aria-hidden className={icon} strokeWidth={1.75} />}>{profile.contact_name}</Fact>
        )}
        {profile.email && (
          <Fact icon={<Mail aria-hidden className={icon} strokeWidth={1.75} />}>
            <a href={`mailto:${profile.email}`} className={TOUCH}>
              {profile.email}
            </a>
          </Fact>
        )}
        {profile.phone && (
          <Fact icon={<Phone aria-hidden className={icon} strokeWidth={1.75} />}>
            <a href={`tel:${profile.phone.replace(/[^+\d]/g, '')}`} className={TOUCH}>
              {profile.phone}
            </a>
          </Fact>
        )}
        {lines.length > 0 && (
          <Fact icon={<MapPin aria-hidden className={icon} strokeWidth={1.75} />}>
            {lines.map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </Fact>
        )}
      </ul>
      {profile.tax_ids.map((one) => (
        <p key={`${one.scheme}${one.value}`} className="mt-3 text-muted">
          {one.scheme} {one.value}
        </p>
      ))}
      {client.notes && <p className="mt-4 whitespace-pre-line border-line border-t pt-4 text-muted">{client.notes}</p>}
    </aside>
  )
}
