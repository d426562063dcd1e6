// Making an API key: what it is for, what it may do, until when; the key itself is shown once.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { createApiKey, permissionsOptions } from '~/lib/api/organization'
import { useMe } from '~/lib/api/session'
import { addDays, dateOf } from '~/lib/dates'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { FieldError } from '~/ui/Field'
import { Form } from '~/ui/Form'
import { Notice } from '~/ui/Notice'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { CompanyScope } from './CompanyScope'

const LIVES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Until it is revoked' },
]

function ShownOnce({ secret }: { secret: string }) {
  const [copied, setCopied] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(secret)
    setCopied(true)
  }
  return (
    <div className="grid gap-4">
      <Notice tone="spark" title="Copy the key now">
        It is shown this once. Only its hash is kept.
      </Notice>
      <code className="block select-all break-all rounded-control border border-edge bg-sunken p-3 font-mono">
        {secret}
      </code>
      <Button
        tone="primary"
        size="large"
        icon={copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
        onClick={copy}
      >
        <span aria-live="polite">{copied ? 'Copied' : 'Copy the key'}</span>
      </Button>
    </div>
  )
}

type ScopesProps = { value: readonly string[]; onChange: (scopes: string[]) => void; error?: string | undefined }

function Scopes({ value, onChange, error }: ScopesProps) {
  const me = useMe()
  const { data } = useQuery(permissionsOptions)
  const known = (data ?? []).map((one) => one.name).filter((name) => me.permissions.includes(name))
  const toggle = (name: string, on: boolean) => onChange(value.filter((one) => one !== name).concat(on ? [name] : []))
  return (
    <fieldset>
      <legend className="mb-1.5 font-strong">What it may do</legend>
      <Checkbox
        className="mb-2"
        checked={value.length === known.length && known.length > 0}
        partly={value.length > 0 && value.length < known.length}
        onChange={(all) => onChange(all ? known : [])}
      >
        Everything I may do
      </Checkbox>
      <div className="grid max-h-52 gap-1.5 overflow-auto rounded-control border border-line p-3 sm:grid-cols-2">
        {known.map((name) => (
          <Checkbox key={name} checked={value.includes(name)} onChange={(on) => toggle(name, on)}>
            <span className="break-all">{name}</span>
          </Checkbox>
        ))}
      </div>
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  )
}

export function NewApiKey({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [scopes, setScopes] = useState<string[]>(['invoices.read'])
  const [companies, setCompanies] = useState<string[] | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const submission = useSubmit(async () => {
    const expires_at = days === '' ? null : `${addDays(dateOf(me.now), Number(days))}T23:59:59Z`
    const made = await createApiKey({ name, scopes, expires_at, company_ids: companies })
    await client.invalidateQueries({ queryKey: ['api-keys'] })
    setSecret(made.key)
  })
  const { errors } = submission
  return (
    <Dialog open onClose={onClose} title={secret ? `The key “${name}”` : 'New API key'} size="medium">
      {secret ? (
        <ShownOnce secret={secret} />
      ) : (
        <Form submission={submission} label="New API key">
          <TextField
            label="What it is for"
            placeholder="Our web shop"
            required
            value={name}
            onChange={setName}
            error={errors.name}
          />
          <Scopes value={scopes} onChange={setScopes} error={errors.scopes} />
          <CompanyScope value={companies} onChange={setCompanies} error={errors.company_ids} />
          <Select label="Works for" value={days} onChange={setDays} options={LIVES} error={errors.expires_at} />
          <Button type="submit" tone="primary" size="large" busy={submission.busy}>
            Make the key
          </Button>
        </Form>
      )}
    </Dialog>
  )
}
