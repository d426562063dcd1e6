// What a press prints each color with. Folded, for only who has paper printed needs it; screens never show these.
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { type Design, type Ink, type InkReading, inksOptions, type Role } from '~/lib/api/brands'
import type { FieldErrors } from '~/lib/problem'
import { Button, IconButton } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { FieldError } from '~/ui/Field'
import { RowsSkeleton } from '~/ui/Skeleton'
import { PercentField } from './PercentField'
import { INKS, ROLES } from './words'

type Props = { design: Design; settled: Design; onChange: (design: Design) => void; errors: FieldErrors }
/** Roles that have the same color on paper have the same inks. */
type Group = { label: string; roles: Role[]; reading: InkReading; ink: Ink | null; differs: boolean }
type RowProps = Group & { error: string | undefined; onChange: (ink: Ink | null) => void }

const written = (ink: Ink) => INKS.map(({ name }) => ink[name]).join(' ')

function groupsOf(readings: InkReading[], inks: Design['inks']): Group[] {
  const groups = new Map<string, Group>()
  for (const { role, label } of ROLES) {
    const reading = readings.find((one) => one.role === role)
    if (!reading) continue
    const known = groups.get(reading.color)
    const ink = inks[role]
    if (!known) groups.set(reading.color, { label, roles: [role], reading, ink, differs: false })
    else {
      known.label += `, ${label.toLowerCase()}`
      known.roles.push(role)
      known.differs ||= Boolean(ink && known.ink && written(ink) !== written(known.ink))
      if (ink && !known.ink) Object.assign(known, { ink, reading })
    }
  }
  return [...groups.values()]
}

/** The color on a screen, and beside it what the ink makes of it. */
function Swatch({ screen, paper }: { screen: string; paper: string }) {
  return (
    <span
      role="img"
      aria-label={`${screen} on screens, ${paper} on paper`}
      className="flex h-9 w-14 shrink-0 overflow-hidden rounded-control border border-edge"
    >
      <span className="flex-1" style={{ background: screen }} />
      <span className="flex-1" style={{ background: paper }} />
    </span>
  )
}

function Verdict({ chosen, suggestion }: InkReading) {
  const proof = chosen ?? suggestion
  if (!proof.dries) return <FieldError>{proof.total} % in all would not dry. Paper takes 300 %.</FieldError>
  if (!proof.is_visible) return null
  return (
    <p className="flex items-start gap-1.5 text-muted text-small">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {suggestion.is_visible
        ? 'Paper cannot match this color. It will look like the right half.'
        : 'Looks different on paper: compare the halves.'}
    </p>
  )
}

function Row({ label, ink, reading, differs, error, onChange }: RowProps) {
  const { chosen, suggestion } = reading
  const isBetter = !chosen || differs || !chosen.dries || (chosen.is_visible && !suggestion.is_visible)
  const use = written(suggestion.ink)
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">Inks: {label}</legend>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Swatch screen={reading.color} paper={(chosen ?? suggestion).shown} />
        <span aria-hidden className="min-w-28 flex-1">
          {label}
        </span>
        {isBetter && (
          <Button size="small" aria-label={`Use ${use}: ${label}`} onClick={() => onChange(suggestion.ink)}>
            Use {use}
          </Button>
        )}
      </div>
      {ink && (
        <div className="flex items-center gap-2">
          {INKS.map(({ name, label: inkLabel, letter }) => (
            <PercentField
              key={name}
              label={`${inkLabel}: ${label}`}
              letter={letter}
              value={ink[name]}
              onChange={(percent) => onChange({ ...ink, [name]: percent })}
            />
          ))}
          <IconButton label={`No inks: ${label}`} size="small" onClick={() => onChange(null)}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
      )}
      <div aria-live="polite">{error ? <FieldError>{error}</FieldError> : <Verdict {...reading} />}</div>
    </fieldset>
  )
}

function errorOf(errors: FieldErrors, roles: Role[]): string | undefined {
  const places = roles.flatMap((role) => ['', '.cyan', '.magenta', '.yellow', '.black'].map((ink) => `${role}${ink}`))
  return places.map((place) => errors[`design.inks.${place}`]).find(Boolean)
}

function Rows({ design, settled, onChange, errors }: Props) {
  const { data, error, refetch } = useQuery(inksOptions(settled))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} title="Inks could not be shown" />
  if (!data) return <RowsSkeleton label="Loading the inks" />
  const groups = groupsOf(data, design.inks)
  const open = groups.filter(({ ink }) => !ink)
  const set = (changes: { roles: Role[]; ink: Ink | null }[]) => {
    const inks = Object.fromEntries(changes.flatMap(({ roles, ink }) => roles.map((role) => [role, ink])))
    onChange({ ...design, inks: { ...design.inks, ...inks } })
  }
  return (
    <div className="mt-4 grid gap-5">
      {open.length > 0 && (
        <Button
          className="justify-self-start"
          onClick={() => set(open.map(({ roles, reading }) => ({ roles, ink: reading.suggestion.ink })))}
        >
          {open.length === groups.length ? 'Suggest inks for all colors' : 'Suggest the other inks'}
        </Button>
      )}
      {groups.map((group) => (
        <Row
          key={group.roles[0]}
          {...group}
          error={errorOf(errors, group.roles)}
          onChange={(ink) => set([{ roles: group.roles, ink }])}
        />
      ))}
    </div>
  )
}

export function Inks(props: Props) {
  const chosen = Object.values(props.design.inks).some(Boolean)
  const [open, setOpen] = useState(chosen)
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-2 font-strong">Inks for print shops</summary>
      <p className="max-w-form text-muted">
        What a press prints a color with: cyan, magenta, yellow and black in percent. PDFs then have exactly these;
        screens and mails keep the colors above. Each swatch is the screen on the left and coated paper on the right.
      </p>
      {open && <Rows {...props} />}
    </details>
  )
}
