// The families of a brand: chosen one by one or as a pair that goes well together, each shown in itself.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Design, type Family, fontsOptions } from '~/lib/api/brands'
import type { FieldErrors } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { ErrorState } from '~/ui/ErrorState'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { useFonts } from './useFonts'

type Props = { design: Design; onChange: (design: Design) => void; errors: FieldErrors }
type Pair = { heading: string; body: string; mood: string }

const KINDS = { sans: 'sans serif', serif: 'serif', mono: 'typewriter' } as const

function optionsOf(families: readonly Family[]) {
  const named = families.map(({ family, kind }) => ({ value: family, label: `${family} (${KINDS[kind]})` }))
  return [{ value: '', label: 'As the template' }, ...named]
}

function Specimen({ heading, body }: { heading: string; body: string }) {
  return (
    <span className="block rounded-control border border-line bg-[#fff] px-4 py-3 text-[#1c1917]">
      <span className="block truncate text-title" style={{ fontFamily: heading && `"${heading}"` }}>
        Invoice 2026-0042
      </span>
      <span className="mt-1 block truncate" style={{ fontFamily: body && `"${body}"` }}>
        Design, 12.5 hours: 1,187.50 € · zażółć, Grüße, œuvre
      </span>
    </span>
  )
}

function Pairs({ pairs, chosen, onChoose }: { pairs: readonly Pair[]; chosen: Pair; onChoose: (pair: Pair) => void }) {
  useFonts(pairs.flatMap(({ heading, body }) => [heading, body]))
  return (
    <ul aria-label="Pairs that go well together" className="mt-4 grid gap-3 2xl:grid-cols-2">
      {pairs.map((pair) => {
        const on = pair.heading === chosen.heading && pair.body === chosen.body
        return (
          <li key={pair.heading + pair.body}>
            <button
              type="button"
              aria-pressed={on}
              onClick={() => onChoose(pair)}
              className={cx('w-full cursor-pointer rounded-panel p-2 text-start hover:bg-ink/4', on && 'bg-spark-wash')}
            >
              <Specimen heading={pair.heading} body={pair.body} />
              <span className="mt-1.5 block text-small">
                {pair.heading === pair.body ? pair.heading : `${pair.heading} and ${pair.body}`}
              </span>
              <span className="block text-muted text-small">{pair.mood}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

export function Letters({ design, onChange, errors }: Props) {
  const { data, error, refetch } = useQuery(fontsOptions)
  const [suggesting, setSuggesting] = useState(false)
  const { fonts } = design
  useFonts([fonts.heading, fonts.body])
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={2} label="Loading the fonts" />
  const choose = (part: Partial<Design['fonts']>) => onChange({ ...design, fonts: { ...fonts, ...part } })
  const uneven = data.data.find(({ family, tabular }) => family === fonts.body && !tabular)
  return (
    <Section title="Letters">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Titles"
          value={fonts.heading}
          onChange={(heading) => choose({ heading })}
          options={optionsOf(data.data)}
          error={errors['design.fonts.heading']}
        />
        <Select
          label="Everything else"
          value={fonts.body}
          onChange={(body) => choose({ body })}
          options={optionsOf(data.data)}
          error={errors['design.fonts.body']}
          hint={uneven ? 'Its figures are of different widths, so columns of amounts are a little uneven.' : undefined}
        />
      </div>
      {(fonts.heading || fonts.body) && (
        <div className="mt-4">
          <Specimen heading={fonts.heading} body={fonts.body} />
        </div>
      )}
      <Button className="mt-4" aria-expanded={suggesting} onClick={() => setSuggesting((now) => !now)}>
        {suggesting ? 'Hide the pairs' : 'Show pairs that go well together'}
      </Button>
      {suggesting && (
        <Pairs
          pairs={data.pairings}
          chosen={{ ...fonts, mood: '' }}
          onChoose={({ heading, body }) => choose({ heading, body })}
        />
      )}
    </Section>
  )
}
