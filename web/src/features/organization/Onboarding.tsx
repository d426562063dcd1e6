// The first screen after signing up: the organization that will own everything.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '~/lib/api/client'
import { meOptions } from '~/lib/api/session'
import { countryOptions, likelyCountry } from '~/lib/countries'
import { useLocale } from '~/lib/locale'
import { useSubmit } from '~/lib/submit'
import { useTitle } from '~/lib/title'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { Wordmark } from '~/ui/Spark'
import { TextField } from '~/ui/TextField'

const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

function currencyOptions(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }))
}

function zoneOptions() {
  const zones = Intl.supportedValuesOf('timeZone')
  const all = zones.includes(TIME_ZONE) ? zones : [TIME_ZONE, ...zones]
  return all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}

export function Onboarding() {
  const locale = useLocale()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [country, setCountry] = useState(likelyCountry(locale) ?? 'DE')
  const [timeZone, setTimeZone] = useState(TIME_ZONE)
  const [currency, setCurrency] = useState('EUR')
  useTitle('Your organization')
  const submission = useSubmit(async () => {
    const body = { name, country, time_zone: timeZone, base_currency: currency }
    await answer(api.POST('/v1/organizations', { body }))
    await client.fetchQuery({ ...meOptions, staleTime: 0 })
    await navigate({ to: '/' })
  })
  const { errors, busy } = submission
  return (
    <main className="mx-auto max-w-form px-6 py-10">
      <Wordmark className="text-title" />
      <h1 className="mt-14 text-figure tracking-tight">Who are you invoicing for?</h1>
      <p className="mt-2 mb-8 text-muted">
        An organization holds your companies, clients and invoices. All of this can be changed later.
      </p>
      <Form submission={submission} label="Your organization">
        <TextField
          label="Name of the organization"
          autoComplete="organization"
          required
          value={name}
          onChange={setName}
          error={errors.name}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            label="Country"
            value={country}
            onChange={setCountry}
            options={countryOptions(locale)}
            error={errors.country}
          />
          <Select
            label="Currency of your reports"
            value={currency}
            onChange={setCurrency}
            options={currencyOptions(locale)}
            error={errors.base_currency}
          />
        </div>
        <Select
          label="Time zone"
          hint="Reminders go out by this clock."
          value={timeZone}
          onChange={setTimeZone}
          options={zoneOptions()}
          error={errors.time_zone}
        />
        <Button type="submit" tone="primary" size="large" busy={busy} className="mt-2 sm:justify-self-start">
          Continue
        </Button>
      </Form>
    </main>
  )
}
