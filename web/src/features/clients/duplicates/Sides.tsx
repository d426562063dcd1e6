// Values of two sides in a table, each with a choice of which one is kept.
import type { ClientDraft } from '../draft'
import type { Fact } from '../merge'

export type Side = { title: string; from: ClientDraft }
type Props = {
  facts: readonly Fact[]
  left: Side
  right: Side
  draft: ClientDraft
  onChange: (draft: ClientDraft) => void
}

function Choice({ fact, side, draft, onChange }: Pick<Props, 'draft' | 'onChange'> & { fact: Fact; side: Side }) {
  const words = fact.read(side.from)
  return (
    <td className="py-1.5 pe-3">
      <label className="flex min-h-6 cursor-pointer items-start gap-2 pointer-coarse:min-h-11">
        <input
          type="radio"
          name={`side-${fact.label}`}
          className="mt-0.5 size-4 shrink-0 accent-spark"
          checked={fact.read(draft) === words}
          onChange={() => onChange(fact.take(draft, side.from))}
        />
        <span className="sr-only">{side.title}: </span>
        <span className={words === '' ? 'text-muted' : 'min-w-0 break-words'}>{words || 'Empty'}</span>
      </label>
    </td>
  )
}

export function Sides({ facts, left, right, draft, onChange }: Props) {
  if (facts.length === 0) return <p>Both say the same.</p>
  return (
    <table className="w-full table-fixed text-start">
      <caption className="sr-only">Values that differ</caption>
      <thead className="text-muted text-small">
        <tr>
          {['Field', left.title, right.title].map((title, at) => (
            <th key={title} scope="col" className={`py-1 text-start font-normal ${at === 0 ? 'w-28' : ''}`}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.label} className="border-line border-t align-top">
            <th scope="row" className="py-1.5 pe-3 text-start font-normal">
              {fact.label}
            </th>
            <Choice fact={fact} side={left} draft={draft} onChange={onChange} />
            <Choice fact={fact} side={right} draft={draft} onChange={onChange} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
