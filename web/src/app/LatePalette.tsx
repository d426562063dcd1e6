// Keeps the palette's code out of the first load, and its first letters out of the shortcuts.
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { closePalette, onPaletteChange, paletteKey, paletteState } from './palette-state'

const load = () => import('./Palette')
const Palette = lazy(() => load().then((module) => ({ default: module.Palette })))

function onKeyDown(event: KeyboardEvent) {
  if (event.key === 'Control' || event.key === 'Meta') void load()
  if (paletteKey(event)) event.stopPropagation()
}

export function LatePalette() {
  const { open } = useSyncExternalStore(onPaletteChange, paletteState)
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      window.removeEventListener('keydown', onKeyDown, true)
      closePalette()
    }
  }, [])
  if (!open) return null
  return (
    <Suspense>
      <Palette />
    </Suspense>
  )
}
