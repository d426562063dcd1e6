// The live preview: 300 ms after typing stops the server computes and draws; the newest answer wins, the old picture stays.
import { useEffect, useRef, useState } from 'react'
import { previewDraft } from '~/lib/api/invoices'
import type { DraftIn, Preview } from '~/lib/api/types'

const QUIET_MS = 300

export type Live = {
  /** The last answer that could be drawn; null before the first one. */
  preview: Preview | null
  /** Why the newest draft could not be drawn; null when it could. */
  problem: unknown
  waiting: boolean
}

/** `saved` tells which draft of the server it is, once it is one. */
export function usePreview(draft: DraftIn | null, saved: () => { id: string } | null): Live {
  const [live, setLive] = useState<Live>({ preview: null, problem: null, waiting: false })
  const drawn = useRef(false)
  const known = useRef(saved)
  useEffect(() => {
    if (draft === null) return setLive({ preview: null, problem: null, waiting: false })
    const abort = new AbortController()
    const ask = () => {
      setLive((now) => ({ ...now, waiting: true }))
      previewDraft(draft, known.current()?.id, abort.signal).then(
        (preview) => {
          if (abort.signal.aborted) return
          drawn.current = true
          setLive({ preview, problem: null, waiting: false })
        },
        (problem) => !abort.signal.aborted && setLive((now) => ({ ...now, problem, waiting: false })),
      )
    }
    const timer = setTimeout(ask, drawn.current ? QUIET_MS : 0)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [draft])
  return live
}
