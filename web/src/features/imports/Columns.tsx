// The second step: what each column is, and how the cells are meant.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { currenciesOptions } from '~/lib/api/companies'
import { changeImport, checkImport, saveMapping } from '~/lib/api/imports'
import type { Import, ImportOptions } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Notice } from '~/ui/Notice'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { fieldChoices, fieldOf } from './words'

const MARKS = [
  { value: '.', label: 'Point: 1,234.50' },
  { value: ',', label: 'Comma: 1.234,50' },
]
const ORDERS = [
  { value: 'dmy', label: 'Day first: 31/01/2026' },
  { value: 'mdy', label: 'Month first: 01/31/2026' },
  { value: 'ymd', label: 'Year first: 26/01/31' },
]
const MODES = [
  { value: 'all', label: 'All rows, or none if one is wrong' },
  { value: 'partial', label: 'All rows that are right' },
]

type Change = <Name extends keyof ImportOptions>(name: Name, value: ImportOptions[Name]) => void
type OptionsProps = { run: Import; options: ImportOptions; change: Change }

function Reading({ run, options, change }: OptionsProps) {
  const { data: currencies } = useQuery(currenciesOptions)
  const known = currencies ?? [{ code: options.currency, name: options.currency }]
  const isTable = run.columns.length > 0
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {isTable && (
        <Select
          label="Currency where none is given"
          value={options.currency}
          onChange={(value) => change('currency', value)}
          options={known.map((one) => ({ value: one.code, label: `${one.code} · ${one.name}` }))}
        />
      )}
      {isTable && (
        <Select
          label="Decimal sign"
          value={options.decimal_mark}
          onChange={(value) => change('decimal_mark', value === ',' ? ',' : '.')}
          options={MARKS}
        />
      )}
      {isTable && run.kind === 'invoices' && (
        <Select
          label="Days such as 1/2/2026"
          value={options.date_order}
          onChange={(value) => change('date_order', value === 'mdy' ? 'mdy' : value === 'ymd' ? 'ymd' : 'dmy')}
          options={ORDERS}
        />
      )}
      {isTable && run.kind !== 'clients' && (
        <TextField
          label="Tax where none is given"
          hint="A key such as standard, exempt or out_of_scope, or a percentage."
          value={options.tax}
          onChange={(value) => change('tax', value)}
        />
      )}
      {isTable && run.kind === 'invoices' && (
        <TextField
          label="Numbers of credit notes begin with"
          hint="Leave it empty if there are none."
          value={options.credit_prefix}
          onChange={(value) => change('credit_prefix', value)}
        />
      )}
      <Select
        label="What to import"
        value={options.mode}
        onChange={(value) => change('mode', value === 'partial' ? 'partial' : 'all')}
        options={MODES}
      />
    </div>
  )
}

function Invoices({ run, options, change }: OptionsProps) {
  return (
    <div className="grid gap-3">
      <Checkbox checked={options.settled} onChange={(value) => change('settled', value)}>
        They are paid, unless the file says otherwise
      </Checkbox>
      {run.columns.length > 0 && (
        <>
          <Checkbox checked={options.prices_include_tax} onChange={(value) => change('prices_include_tax', value)}>
            Prices include tax
          </Checkbox>
          <Checkbox checked={options.create_clients} onChange={(value) => change('create_clients', value)}>
            Add clients that are not here yet
          </Checkbox>
        </>
      )}
    </div>
  )
}

export function Columns({ run }: { run: Import }) {
  const queries = useQueryClient()
  const [fields, setFields] = useState(run.columns.map((column) => column.field))
  const [options, setOptions] = useState(run.options)
  const [name, setName] = useState('')
  const check = useMutation({
    mutationFn: async () => {
      await changeImport(run, { columns: fields, options })
      if (name.trim() !== '') await saveMapping(run.id, name.trim())
      return checkImport(run.id)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  })
  const change: Change = (key, value) => setOptions({ ...options, [key]: value })
  return (
    <div className="grid gap-10">
      {run.problem && (
        <Notice tone="late" role="alert" title="It was not imported">
          {run.problem}
        </Notice>
      )}
      {run.columns.length > 0 && (
        <Section
          title="Columns"
          lead="We recognized what we could. Below each heading stands what is in the first rows."
        >
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            {run.columns.map((column, index) => (
              <Select
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                key={index}
                label={column.heading || `Column ${index + 1}`}
                hint={column.samples.filter(Boolean).join(' · ') || 'Empty'}
                value={fields[index] ?? ''}
                onChange={(value) => setFields(fields.with(index, fieldOf(run.kind, value)))}
                options={fieldChoices(run.kind)}
              />
            ))}
          </div>
        </Section>
      )}
      <Section title="How to read it">
        <div className="grid gap-6">
          <Reading run={run} options={options} change={change} />
          {run.kind === 'invoices' && <Invoices run={run} options={options} change={change} />}
          {run.columns.length > 0 && (
            <TextField
              className="max-w-sm"
              label="Remember this as"
              hint="Optional. The next file with these headings is read alike."
              value={name}
              onChange={setName}
            />
          )}
        </div>
      </Section>
      {check.error && (
        <Notice tone="late" role="alert">
          {sentenceOf(check.error)}
        </Notice>
      )}
      <div>
        <Button tone="primary" size="large" busy={check.isPending} onClick={() => check.mutate()}>
          See what would happen
        </Button>
      </div>
    </div>
  )
}
