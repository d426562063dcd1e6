// Somebody else saved the client first: every value that differs, theirs and mine, and which one will be saved.
import { useEffect, useRef } from 'react'
import { Notice } from '~/ui/Notice'
import type { ClientDraft } from '../draft'
import { differences, type Fact } from '../merge'
import type { Conflict } from './saving'

type Props = { conflict: Conflict; draft: ClientDraft; onChange: (draft: ClientDraft) => void }
type ChoiceProps = Props & { fact: Fact; from: ClientDraft; whose: string }

function Choice({ fact, from, whose, draft, onChange }: ChoiceProps) {
  const words = fact.read(from)
  return (
    <td className="py-1.5 pe-3">
      <label className="flex min-h-6 cursor-pointer items-start gap-2 pointer-coarse:min-h-11">
        <input
          type="radio"
          name={`conflict-${fact.label}`}
          className="mt-0.5 size-4 shrink-0 accent-spark"
          checked={fact.read(draft) === words}
          onChange={() => onChange(fact.take(draft, from))}
        />
        <span className="sr-only">{whose}: </span>
        <span className={words === '' ? 'text-muted' : 'break-words'}>{words || 'Empty'}</span>
      </label>
    </td>
  )
}

export function ConflictNotice(props: Props) {
  const { mine, theirs } = props.conflict
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (theirs) box.current?.focus()
  }, [theirs])
  return (
    <div ref={box} tabIndex={-1} className="scroll-mt-6 outline-none">
      <Notice tone="spark" role="alert" title="Somebody else changed this client while you did">
        <p>Nothing of either is lost. Choose what to keep, then save again.</p>
        <table className="mt-2 w-full table-fixed text-start">
          <caption className="sr-only">Values that differ</caption>
          <thead className="text-muted text-small">
            <tr>
              <th scope="col" className="w-24 py-1 text-start font-normal">
                Field
              </th>
              <th scope="col" className="py-1 text-start font-normal">
                Yours
              </th>
              <th scope="col" className="py-1 text-start font-normal">
                Theirs
              </th>
            </tr>
          </thead>
          <tbody>
            {differences(mine, theirs).map((fact) => (
              <tr key={fact.label} className="border-line border-t align-top">
                <th scope="row" className="py-1.5 pe-3 text-start font-normal">
                  {fact.label}
                </th>
                <Choice {...props} fact={fact} from={mine} whose="Yours" />
                <Choice {...props} fact={fact} from={theirs} whose="Theirs" />
              </tr>
            ))}
          </tbody>
        </table>
      </Notice>
    </div>
  )
}
