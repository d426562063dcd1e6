// The bank accounts of a company: one, or several with a name, a currency and one default for each currency.
import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { currenciesOptions } from '~/lib/api/companies'
import type { FieldErrors } from '~/lib/problem'
import { Button, IconButton } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { type AccountDraft, isBlank, newAccount, withAccount, withDefault } from './draft'
import { Group } from './Group'

type Props = {
  value: readonly AccountDraft[]
  onChange: (value: readonly AccountDraft[]) => void
  errors: FieldErrors
  /** Who holds the accounts unless another is written. */
  holder: string
  /** What the company bills in unless an account says otherwise. */
  currency: string
  /** The first time, one account without a name or a currency. */
  short: boolean
}

type FieldsProps = {
  account: AccountDraft
  change: (part: Partial<AccountDraft>) => void
  error: (name: string) => string | undefined
  holder: string
  currency: string
}

/** Schemes that pay by a code of their own, each in the one currency it knows. */
const SCHEMES = [
  {
    name: 'upi',
    currency: 'INR',
    label: 'UPI ID',
    hint: 'Such as acme@okbank. Invoices in rupees then carry its code.',
  },
  {
    name: 'paynow',
    currency: 'SGD',
    label: 'PayNow',
    hint: 'Your UEN, or a mobile number with +65. Invoices in Singapore dollars then carry its code.',
  },
  {
    name: 'pix',
    currency: 'BRL',
    label: 'PIX key',
    hint: 'E-mail, phone with +55, CPF, CNPJ or random key. Invoices in reais then carry its code.',
  },
] as const

type TextName =
  | 'label'
  | 'holder'
  | 'iban'
  | 'bic'
  | 'account_number'
  | 'bank_name'
  | 'upi'
  | 'paynow'
  | 'pix'
  | 'bitcoin'

function texts({ account, change, error }: Pick<FieldsProps, 'account' | 'change' | 'error'>) {
  return (name: TextName) => ({
    required: false,
    value: account[name] ?? '',
    onChange: (text: string) => change({ [name]: text }),
    error: error(name),
  })
}

function Numbers(props: FieldsProps) {
  const text = texts(props)
  const { account } = props
  const [known] = useState((account.bitcoin ?? '') !== '')
  const schemes = SCHEMES.filter(
    (one) => (account.currency || props.currency) === one.currency || (account[one.name] ?? '') !== '',
  )
  return (
    <>
      {schemes.map(({ name, label, hint }) => (
        <TextField key={name} label={label} hint={hint} autoComplete="off" spellCheck={false} {...text(name)} />
      ))}
      <TextField label="IBAN" autoComplete="off" spellCheck={false} {...text('iban')} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField label="BIC" autoComplete="off" spellCheck={false} {...text('bic')} />
        <TextField label="Name of the bank" {...text('bank_name')} />
        <TextField
          label="Account number"
          autoComplete="off"
          hint="Only where there is no IBAN."
          {...text('account_number')}
        />
        <TextField label="Account holder" placeholder={props.holder} {...text('holder')} />
      </div>
      <details open={known || undefined}>
        <summary className="cursor-pointer text-muted hover:text-ink">Bitcoin</summary>
        <TextField
          className="mt-4"
          label="Bitcoin address"
          autoComplete="off"
          spellCheck={false}
          hint="Offered on an invoice's page on days for which you enter a price of BTC in the exchange rates."
          {...text('bitcoin')}
        />
      </details>
    </>
  )
}

function NameAndCurrency(props: FieldsProps & { isOnly: boolean; onDefault: () => void }) {
  const { account, change, error, isOnly, onDefault } = props
  const { data = [] } = useQuery(currenciesOptions)
  const known = data.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))
  const options =
    known.length > 0 || account.currency === '' ? known : [{ value: account.currency, label: account.currency }]
  const money = account.currency || 'other currencies'
  return (
    <>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField
          label="Your name for it"
          hint="Only you see it."
          placeholder="Main account"
          {...texts(props)('label')}
        />
        <Select
          label="For invoices in"
          value={account.currency}
          onChange={(currency) => change({ currency })}
          options={[{ value: '', label: 'Any currency' }, ...options]}
          error={error('currency')}
        />
      </div>
      {!isOnly && (
        <Checkbox checked={account.is_default} onChange={onDefault}>
          {`Use it first for invoices in ${money}`}
        </Checkbox>
      )}
    </>
  )
}

export function AccountsField({ value, onChange, errors, holder, currency, short }: Props) {
  const several = !short && value.length > 1
  return (
    <Group
      title={short ? 'Bank account' : 'Bank accounts'}
      lead={
        several
          ? 'Where clients pay. An invoice names the account of its currency. They are kept encrypted.'
          : 'Where clients pay. It is kept encrypted.'
      }
    >
      {value.map((account, at) => {
        const sentAt = value.slice(0, at).filter((one) => !isBlank(one)).length
        const parts: FieldsProps = {
          account,
          change: (part) => onChange(withAccount(value, account.key, part)),
          error: (name) => errors[`bank_accounts.${sentAt}.${name}`],
          holder,
          currency,
        }
        const title = account.label || `Account ${at + 1}`
        const isOnly = value.every((one) => one === account || one.currency !== account.currency)
        return (
          <fieldset
            key={account.key}
            aria-label={title}
            className={several ? 'grid gap-5 rounded-control border border-line p-4' : 'grid gap-5'}
          >
            {several && (
              <div className="flex items-center gap-2">
                <span className="min-w-0 flex-1 truncate font-strong">{title}</span>
                <IconButton
                  label={`Remove ${title}`}
                  onClick={() => onChange(value.filter((one) => one.key !== account.key))}
                >
                  <Trash2 aria-hidden className="size-4" />
                </IconButton>
              </div>
            )}
            {several && (
              <NameAndCurrency {...parts} isOnly={isOnly} onDefault={() => onChange(withDefault(value, account.key))} />
            )}
            <Numbers {...parts} />
          </fieldset>
        )
      })}
      {!short && value.length < 20 && (
        <Button
          size="small"
          className="justify-self-start"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => onChange([...value, newAccount()])}
        >
          {value.length === 0 ? 'Add a bank account' : 'Add another account'}
        </Button>
      )}
    </Group>
  )
}
