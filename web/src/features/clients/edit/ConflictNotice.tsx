// Somebody else saved the client first: every value that differs, theirs and mine, and which one will be saved.
import { useEffect, useRef } from 'react'
import { Notice } from '~/ui/Notice'
import type { ClientDraft } from '../draft'
import { Sides } from '../duplicates/Sides'
import { differences } from '../merge'
import type { Conflict } from './saving'

type Props = { conflict: Conflict; draft: ClientDraft; onChange: (draft: ClientDraft) => void }

export function ConflictNotice({ conflict, draft, onChange }: Props) {
  const { mine, theirs } = conflict
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (theirs) box.current?.focus()
  }, [theirs])
  return (
    <div ref={box} tabIndex={-1} className="scroll-mt-6 outline-none">
      <Notice tone="spark" role="alert" title="Somebody else changed this client while you did">
        <p>Nothing of either is lost. Choose what to keep, then save again.</p>
        <div className="mt-2">
          <Sides
            facts={differences(mine, theirs)}
            left={{ title: 'Yours', from: mine }}
            right={{ title: 'Theirs', from: theirs }}
            draft={draft}
            onChange={onChange}
          />
        </div>
      </Notice>
    </div>
  )
}
