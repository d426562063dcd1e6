// Loads fonts for the screen, from this server, when they are shown: those that come along, and the organization's own.
import { useEffect } from 'react'
import type { OwnFont } from '~/lib/api/own-fonts'

const asked = new Set<string>()

function load(family: string, url: string, descriptors: FontFaceDescriptors = {}) {
  if (asked.has(url)) return
  asked.add(url)
  const face = new FontFace(family, `url("${url}")`, descriptors)
  face.load().then(
    (loaded) => document.fonts.add(loaded),
    () => asked.delete(url),
  )
}

/** From now on the families can be used by their names in styles. */
export function useFonts(families: readonly string[]): void {
  const wanted = families.join('|')
  useEffect(() => {
    for (const family of wanted.split('|').filter(Boolean)) {
      load(family, `/v1/fonts/${encodeURIComponent(family)}/Regular`)
    }
  }, [wanted])
}

/** The same for fonts of the organization, each in its style. */
export function useOwnFonts(fonts: readonly OwnFont[]): void {
  useEffect(() => {
    for (const { family, url, weight, italic } of fonts) {
      load(family, url, { weight: String(weight), style: italic ? 'italic' : 'normal' })
    }
  }, [fonts])
}
