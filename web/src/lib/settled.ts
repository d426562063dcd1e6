// Text that has come to rest: what was typed, once typing has paused.
import { useEffect, useRef, useState } from 'react'

/** A field's own text over a value kept elsewhere (the address): calls `commit` when typing pauses. */
export function useSettledText(value: string, commit: (text: string) => void, waitMs = 250) {
  const [text, setText] = useState(value)
  const latest = useRef(commit)
  latest.current = commit
  const sent = useRef(value)
  useEffect(() => {
    if (value !== sent.current) setText(value)
    sent.current = value
  }, [value])
  useEffect(() => {
    if (text === sent.current) return undefined
    const timer = setTimeout(() => {
      sent.current = text
      latest.current(text)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [text, waitMs])
  return [text, setText] as const
}
