// Whether the screen is narrower than a table needs (640 px).
import { useSyncExternalStore } from 'react'

const QUERY = '(max-width: 639.98px)'

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(QUERY)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches)
}
