// Colors as people write them: #RRGGBB, #RGB, rgb(…) and hsl(…).

export type Notation = 'hex' | 'rgb' | 'hsl'
type Channels = readonly [number, number, number]

const HEX = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i
const RGB = /^rgb\(?\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)?$/i
const HSL = /^hsl\(?\s*(\d{1,3})(?:deg|°)?[\s,]+(\d{1,3})%?[\s,]+(\d{1,3})%?\s*\)?$/i

function hexOf(channels: Channels): string {
  return `#${channels.map((one) => Math.round(one).toString(16).padStart(2, '0')).join('')}`.toUpperCase()
}

function numbersOf(found: RegExpExecArray): Channels {
  return found.slice(1, 4).map(Number) as unknown as Channels
}

function fromHsl([hue, saturation, lightness]: Channels): Channels {
  const [s, l] = [saturation / 100, lightness / 100]
  const channel = (place: number) => {
    const k = (place + hue / 30) % 12
    return 255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [channel(0), channel(8), channel(4)]
}

/** The color as "#RRGGBB"; null for what is none. */
export function readColor(text: string): string | null {
  const typed = text.trim()
  const hex = HEX.exec(typed)?.[1]
  if (hex) return `#${hex.length === 3 ? [...hex].map((one) => one + one).join('') : hex}`.toUpperCase()
  const rgb = RGB.exec(typed)
  if (rgb) return numbersOf(rgb).every((one) => one <= 255) ? hexOf(numbersOf(rgb)) : null
  const hsl = HSL.exec(typed)
  if (!hsl) return null
  const [hue, saturation, lightness] = numbersOf(hsl)
  return hue <= 360 && saturation <= 100 && lightness <= 100 ? hexOf(fromHsl([hue, saturation, lightness])) : null
}

/** A color "#RRGGBB" in another notation. */
export function writeColor(hex: string, notation: Notation): string {
  if (notation === 'hex') return hex
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Channels
  if (notation === 'rgb') return `rgb(${r}, ${g}, ${b})`
  const [most, least] = [Math.max(r, g, b) / 255, Math.min(r, g, b) / 255]
  const [lightness, width] = [(most + least) / 2, most - least]
  const saturation = width === 0 ? 0 : width / (1 - Math.abs(2 * lightness - 1))
  const [R, G, B] = [r / 255, g / 255, b / 255]
  let turn = 0
  if (width > 0 && most === R) turn = ((G - B) / width + 6) % 6
  else if (width > 0 && most === G) turn = (B - R) / width + 2
  else if (width > 0) turn = (R - G) / width + 4
  return `hsl(${Math.round(turn * 60)}, ${Math.round(saturation * 100)}%, ${Math.round(lightness * 100)}%)`
}
