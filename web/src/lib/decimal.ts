// Exact arithmetic on decimal strings: an amount is never a binary float.

/** Canonical decimal text: optional '-', digits, optionally '.' and digits ("-1234.50"). */
export type Decimal = string

type Scaled = { units: bigint; scale: number }

const CANONICAL = /^-?\d+(\.\d+)?$/

export function isDecimal(text: string): boolean {
  return CANONICAL.test(text)
}

function scaled(value: Decimal): Scaled {
  if (!isDecimal(value)) throw new RangeError(`not a decimal: ${value}`)
  const [whole = '0', fraction = ''] = value.split('.')
  return { units: BigInt(whole + fraction), scale: fraction.length }
}

function text({ units, scale }: Scaled): Decimal {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const x = scaled(a)
  const y = scaled(b)
  const scale = x.scale > y.scale ? x.scale : y.scale
  return [x.units * 10n ** BigInt(scale - x.scale), y.units * 10n ** BigInt(scale - y.scale), scale]
}

function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const quotient = (2n * n + d) / (2n * d)
  return negative ? -quotient : quotient
}

export function add(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b)
  return text({ units: x + y, scale })
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b)
  return text({ units: x - y, scale })
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  const x = scaled(a)
  const y = scaled(b)
  return text({ units: x.units * y.units, scale: x.scale + y.scale })
}

/** a / b with `places` decimal places, rounded half away from zero. Throws RangeError when b is zero. */
export function divide(a: Decimal, b: Decimal, places: number): Decimal {
  const x = scaled(a)
  const y = scaled(b)
  if (y.units === 0n) throw new RangeError('division by zero')
  const numerator = x.units * 10n ** BigInt(places + y.scale)
  return text({ units: divideHalfAway(numerator, y.units * 10n ** BigInt(x.scale)), scale: places })
}

/** Rounds half away from zero, the way the server rounds by default; also pads to `places`. */
export function round(value: Decimal, places: number): Decimal {
  const { units, scale } = scaled(value)
  if (scale <= places) return text({ units: units * 10n ** BigInt(places - scale), scale: places })
  return text({ units: divideHalfAway(units, 10n ** BigInt(scale - places)), scale: places })
}

/** Negative, zero or positive, as for Array.sort. */
export function compare(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b)
  return x === y ? 0 : x < y ? -1 : 1
}

export function isNegative(value: Decimal): boolean {
  return compare(value, '0') < 0
}

export function isZero(value: Decimal): boolean {
  return compare(value, '0') === 0
}

/** Without a meaningless tail: "2.500" -> "2.5", "-0.00" -> "0". */
export function trimmed(value: Decimal): Decimal {
  const short = value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value
  return isZero(short) ? '0' : short.replace(/^(-?)0+(?=\d)/, '$1')
}

/** How many decimal places the text carries. */
export function placesOf(value: Decimal): number {
  return scaled(value).scale
}

/** a / b as a fraction for drawing only (a bar's length, never an amount). */
export function ratio(a: Decimal, b: Decimal): number {
  if (isZero(b)) return 0
  const [x, y] = aligned(a, b)
  const permille = (x * 1000n) / y
  return +permille.toString() / 1000
}
