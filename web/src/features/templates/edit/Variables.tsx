// Every name a text may use, to search and to insert.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type TemplateVariables, templateVariablesOptions } from '~/lib/api/templates'
import { ErrorState } from '~/ui/ErrorState'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'

type Entry = { key: string; insert: string; about: string; example: string }

function entriesOf({ data, filters }: TemplateVariables, source: boolean): Entry[] {
  const names = data.map((one) => ({ ...one, key: `${one.of} ${one.name}` }))
  const acts = filters.map((one) => ({ ...one, key: `filter ${one.name}` }))
  return [...names, ...acts].filter((one) => source || !one.only_in_source)
}

const matches = (entry: Entry, wanted: string) =>
  `${entry.insert} ${entry.about} ${entry.example}`.toLowerCase().includes(wanted.trim().toLowerCase())

export function Variables({ source = false, onInsert }: { source?: boolean; onInsert: (text: string) => void }) {
  const { data, error, refetch } = useQuery(templateVariablesOptions)
  const [wanted, setWanted] = useState('')
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={4} label="Loading the variables" />
  const shown = entriesOf(data, source).filter((entry) => matches(entry, wanted))
  return (
    <section aria-label="Insert variable" className="grid gap-3">
      <TextField
        label="Insert variable"
        placeholder="name, date, total…"
        value={wanted}
        onChange={setWanted}
        type="search"
      />
      <ul className="max-h-80 overflow-y-auto rounded-control border border-line">
        {shown.map((entry) => (
          <li key={entry.key} className="border-line border-b last:border-b-0">
            <button
              type="button"
              onClick={() => onInsert(entry.insert)}
              className="grid w-full gap-0.5 px-3 py-2 text-start outline-spark -outline-offset-2 hover:bg-ink/7 pointer-coarse:min-h-11"
            >
              <code className="break-all font-mono text-small">{entry.insert}</code>
              <span className="text-muted text-small">{entry.about}</span>
              {entry.example && <span className="truncate text-small">{entry.example.replace(/<br>/g, ', ')}</span>}
            </button>
          </li>
        ))}
        {shown.length === 0 && <li className="px-3 py-2 text-muted">Nothing is named like that.</li>}
      </ul>
    </section>
  )
}
