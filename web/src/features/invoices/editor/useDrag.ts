// Moving a line with the pointer: the line goes where the pointer is, one undo step from grabbing to letting go.
import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { moveLineTo } from './changes'
import type { Edit } from './useEditor'

/** The place, from 0, that a line grabbed at `from` has under a pointer at `y`: past the middle of a neighbour it takes its place. */
export function placeAt(rows: readonly { top: number; height: number }[], from: number, y: number): number {
  const middle = (at: number) => (rows[at]?.top ?? 0) + (rows[at]?.height ?? 0) / 2
  let place = from
  while (place > 0 && y < middle(place - 1)) place -= 1
  while (place < rows.length - 1 && y > middle(place + 1)) place += 1
  return place
}

export function useDrag(box: RefObject<HTMLElement | null>, edit: Edit) {
  const [dragged, setDragged] = useState<string | null>(null)
  const stop = useRef<() => void>(() => undefined)
  useEffect(() => () => stop.current(), [])

  const onGrab = useCallback(
    (key: string, event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.preventDefault()
      stop.current()
      setDragged(key)
      let frame = 0
      const follow = (y: number) => {
        const rows = [...(box.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
        const from = rows.findIndex((row) => row.dataset.line === key)
        const to = placeAt(
          rows.map((row) => row.getBoundingClientRect()),
          from,
          y,
        )
        if (from >= 0 && to !== from) edit(moveLineTo(key, to), `${key}.place`)
      }
      // One move a frame: the next one is measured on what the last one drew.
      const onMove = ({ clientY }: globalThis.PointerEvent) => {
        cancelAnimationFrame(frame)
        frame = requestAnimationFrame(() => follow(clientY))
      }
      stop.current = () => {
        cancelAnimationFrame(frame)
        window.removeEventListener('pointermove', onMove)
        window.removeEventListener('pointerup', stop.current)
        window.removeEventListener('pointercancel', stop.current)
        setDragged(null)
      }
      window.addEventListener('pointermove', onMove)
      window.addEventListener('pointerup', stop.current)
      window.addEventListener('pointercancel', stop.current)
    },
    [box, edit],
  )
  return { dragged, onGrab }
}
