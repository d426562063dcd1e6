// Whether words can be read on a color (WCAG 2.1, relative luminance).

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i

export const READABLE = 4.5

export function isColor(text: string): boolean {
  return HEX.test(text)
}

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

function luminance(color: string): number {
  const [, r = '0', g = '0', b = '0'] = HEX.exec(color) ?? []
  const [red, green, blue] = [r, g, b].map((pair) => linear(Number.parseInt(pair, 16))) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 (the same) to 21 (black on white); both colors as "#RRGGBB". */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The same hue, darkened just until it can be read on white. */
export function readableOnWhite(color: string): string {
  const channels = (HEX.exec(color) ?? []).slice(1).map((pair) => Number.parseInt(pair, 16))
  for (let step = 100; step >= 0; step -= 1) {
    const darker = channels.map((channel) =>
      Math.round((channel * step) / 100)
        .toString(16)
        .padStart(2, '0'),
    )
    const candidate = `#${darker.join('')}`.toUpperCase()
    if (contrast(candidate, '#FFFFFF') >= READABLE) return candidate
  }
  return '#000000'
}
