// The families of a brand: chosen one by one or as a pair that goes well together, each shown in itself.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Design, type Family, type Fonts, fontsOptions } from '~/lib/api/brands'
import type { FieldErrors } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { ErrorState } from '~/ui/ErrorState'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { OwnFonts } from './OwnFonts'
import { useFonts } from './useFonts'

type Props = { design: Design; onChange: (design: Design) => void; errors: FieldErrors }
type OwnFamily = Fonts['own'][number]
type Pair = { heading: string; body: string; mood: string }

const BOLD = /semibold|bold|black/i
const KINDS = { sans: 'sans serif', serif: 'serif', mono: 'typewriter' } as const

function optionsOf(families: readonly Family[], own: readonly OwnFamily[]) {
  const ours = own.map(({ family }) => ({ value: family, label: `${family} (yours)` }))
  const named = families.map(({ family, kind }) => ({ value: family, label: `${family} (${KINDS[kind]})` }))
  return [{ value: '', label: 'As the template' }, ...ours, ...named]
}

/** What to know of a family of one's own before it is chosen for all text. */
function hintOf(data: Fonts, body: string): string | undefined {
  const own = data.own.find(({ family }) => family === body)
  if (own && !own.styles.some((style) => BOLD.test(style))) {
    return 'There is no bold style of it, so headings and totals are not bold.'
  }
  const even = own ?? data.data.find(({ family }) => family === body)
  return even && !even.tabular
    ? 'Its figures are of different widths, so columns of amounts are a little uneven.'
    : undefined
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
  const ours = data?.own.map(({ family }) => family) ?? []
  useFonts(data ? [fonts.heading, fonts.body].filter((one) => !ours.includes(one)) : [])
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={2} label="Loading the fonts" />
  const choose = (part: Partial<Design['fonts']>) => onChange({ ...design, fonts: { ...fonts, ...part } })
  const options = optionsOf(data.data, data.own)
  return (
    <Section title="Letters">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Titles"
          value={fonts.heading}
          onChange={(heading) => choose({ heading })}
          options={options}
          error={errors['design.fonts.heading']}
        />
        <Select
          label="Everything else"
          value={fonts.body}
          onChange={(body) => choose({ body })}
          options={options}
          error={errors['design.fonts.body']}
          hint={hintOf(data, fonts.body)}
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
      <OwnFonts />
    </Section>
  )
}
