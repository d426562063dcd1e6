// Keys of the editor that work while one types: Ctrl+S, Ctrl+Z, Ctrl+Shift+Z, Ctrl+Enter; leaving a field ends an undo step.
import { useEffect, useRef } from 'react'

type Acts = { save: () => void; review: () => void; undo: () => void; redo: () => void; pause: () => void }

/** A field may still show text of its own; leaving and coming back makes it show the value again. */
function withFreshField(run: () => void) {
  const field = document.activeElement instanceof HTMLElement ? document.activeElement : null
  field?.blur()
  run()
  requestAnimationFrame(() => field?.isConnected && field.focus())
}

export function useEditorKeys(acts: Acts): void {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    function runFor(event: KeyboardEvent): (() => void) | null {
      const { save, review, undo, redo } = latest.current
      const key = event.key.toLowerCase()
      if (key === 's') return save
      if (key === 'enter') return review
      if (key === 'y' || (key === 'z' && event.shiftKey)) return () => withFreshField(redo)
      return key === 'z' ? () => withFreshField(undo) : null
    }
    function onKeyDown(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector('[role="dialog"]')) return
      const run = runFor(event)
      if (run === null) return
      event.preventDefault()
      run()
    }
    const onLeave = () => latest.current.pause()
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('focusout', onLeave)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('focusout', onLeave)
    }
  }, [])
}
