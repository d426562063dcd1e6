// How the client orders and how far it is trusted: purchase orders, credit limit, where goods go.
import type { FieldErrors } from '~/lib/problem'
import { AddressFields, NO_ADDRESS } from '~/ui/AddressFields'
import { Checkbox } from '~/ui/Checkbox'
import { TextField } from '~/ui/TextField'
import type { ClientDraft } from '../draft'

type Props = { draft: ClientDraft; onChange: (part: Partial<ClientDraft>) => void; errors: FieldErrors }

export function OrderFields({ draft, onChange, errors }: Props) {
  const elsewhere = draft.shipping_address !== null
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="Purchase orders look like"
          required={false}
          spellCheck={false}
          autoComplete="off"
          placeholder="PO-######"
          hint="# is a digit, @ a letter, * either, + more of them."
          value={draft.order_format}
          onChange={(order_format) => onChange({ order_format })}
          error={errors.order_format}
        />
        <TextField
          label={`Credit limit in ${draft.currency}`}
          required={false}
          inputMode="decimal"
          autoComplete="off"
          placeholder="None"
          hint="You are warned when the client owes more."
          value={draft.credit_limit ?? ''}
          onChange={(limit) => onChange({ credit_limit: limit.trim() === '' ? null : limit })}
          error={errors.credit_limit}
        />
      </div>
      <Checkbox
        checked={elsewhere}
        onChange={(on) =>
          onChange({ shipping_address: on ? { ...NO_ADDRESS, country: draft.profile.address.country } : null })
        }
      >
        Goods go to another address
      </Checkbox>
      {draft.shipping_address && (
        <AddressFields
          value={draft.shipping_address}
          onChange={(shipping_address) => onChange({ shipping_address })}
          errors={errors}
          path="shipping_address"
        />
      )}
    </>
  )
}
