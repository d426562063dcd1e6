// What the organization's discount rules take off this draft, what they do not and why, and codes the client gave.
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { discountRulesOptions, type RuleOutcome } from '~/lib/api/discounts'
import { Button, IconButton } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { cx } from '~/ui/classes'
import { Money } from '~/ui/Money'
import { TextField } from '~/ui/TextField'
import { withCodes } from './changes'
import type { PartProps } from './Head'

const KINDS: readonly string[] = ['invoice', 'quote', 'proforma', 'final_invoice']

type OutcomeProps = {
  one: RuleOutcome
  currency: string
  /** Other rows have a button, so that this one leaves its room. */
  inset: boolean
  onForget?: () => void
}

function Outcome({ one, currency, inset, onForget }: OutcomeProps) {
  const code = one.code !== '' && one.code !== one.name ? ` (${one.code})` : ''
  return (
    <li className={cx('flex items-center gap-3 border-line border-b py-1.5', inset && !onForget && 'pe-11')}>
      <span className="min-w-0 flex-1">
        {one.name}
        {code}
        {one.taken === null && <span className="block text-muted text-small">{one.why}</span>}
      </span>
      {one.taken !== null && (
        <span className="whitespace-nowrap">
          −<Money amount={one.taken} currency={currency} />
        </span>
      )}
      {onForget && (
        <IconButton size="small" label={`Remove the code ${one.code}`} onClick={onForget}>
          <X aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  )
}

function CodeField({ onAdd }: { onAdd: (code: string) => void }) {
  const [typed, setTyped] = useState('')
  const code = typed.trim().toUpperCase()
  const add = () => {
    if (code === '') return
    onAdd(code)
    setTyped('')
  }
  return (
    <div className="mt-2 flex items-end gap-2">
      <TextField
        label="Promotional code"
        labelHidden
        placeholder="Promotional code"
        maxLength={40}
        className="min-w-0 flex-1"
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          add()
        }}
      />
      <Button onClick={add} disabled={code === ''}>
        Use
      </Button>
    </div>
  )
}

export function RuleDiscounts({ form, edit, preview }: PartProps) {
  const { data } = useQuery(discountRulesOptions({ limit: 1 }))
  const codes = form.more.discount_codes ?? null
  const exist = (data?.data.length ?? 0) > 0
  if (!KINDS.includes(form.kind) || (!exist && (codes ?? []).length === 0)) return null
  const outcomes = codes === null ? [] : (preview?.discounts ?? [])
  const forget = (code: string) => () => edit(withCodes((codes ?? []).filter((one) => one !== code)))
  return (
    <section aria-label="Discounts by rule">
      <Checkbox checked={codes !== null} onChange={(on) => edit(withCodes(on ? [] : null))}>
        Take off what the discount rules give
      </Checkbox>
      {outcomes.length > 0 && (
        <ul aria-label="Discounts by rule" className="mt-2 border-line border-t">
          {outcomes.map((one) => (
            <Outcome
              key={one.rule_id ?? one.code}
              one={one}
              currency={preview?.document.currency ?? ''}
              inset={(codes ?? []).length > 0}
              {...(codes?.includes(one.code) && { onForget: forget(one.code) })}
            />
          ))}
        </ul>
      )}
      {codes !== null && <CodeField onAdd={(code) => edit(withCodes([...new Set([...codes, code])]))} />}
    </section>
  )
}
