// Loads the shipped families for the screen, from this server, when they are shown.
import { useEffect } from 'react'

const asked = new Set<string>()

/** From now on the families can be used by their names in styles. */
export function useFonts(families: readonly string[]): void {
  const wanted = families.join('|')
  useEffect(() => {
    for (const family of wanted.split('|')) {
      if (family === '' || asked.has(family)) continue
      asked.add(family)
      const face = new FontFace(family, `url("/v1/fonts/${encodeURIComponent(family)}/Regular")`)
      face.load().then(
        (loaded) => document.fonts.add(loaded),
        () => asked.delete(family),
      )
    }
  }, [wanted])
}
