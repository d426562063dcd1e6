// Reads a number the way a person typed it: either decimal sign, any digits, and small sums such as 40*150.
import { add, type Decimal, divide, multiply, subtract, trimmed } from './decimal'

/** What was understood. `guessed` means the person should be shown the value: the other sign or a sum was used. */
export type Reading = { value: Decimal; guessed: boolean }

const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6]
const DIGITS = /[٠-٩۰-۹०-९০-৯]/gu
const GROUPED = /^\d{1,3}(?:g\d{2,3})*g\d{3}$/
const MAX_DIVISION_PLACES = 6
const CURRENCY_WORDS = ['zł', 'kr', 'kč', 'ft', 'fr', 'rs']

const codes = new Set(Intl.supportedValuesOf('currency'))

/** The locale's decimal sign, '.' or ','; the Arabic sign counts as '.'. */
export function decimalSign(locale: string): '.' | ',' {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  return parts.find((part) => part.type === 'decimal')?.value === ',' ? ',' : '.'
}

function latinDigit(char: string): string {
  const code = char.codePointAt(0) ?? 0
  const zero = ZEROS.find((start) => code >= start && code < start + 10) ?? code
  return String(code - zero)
}

function normalized(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(DIGITS, latinDigit)
    .replace(/٫/g, '.')
    .replace(/[٬،]/g, ',')
    .replace(/[−–]/g, '-')
    .replace(/[’'`]/g, ' ')
    .replace(/[\u200e\u200f\u061c]/g, '')
    .replace(/\p{Sc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function isCurrencyWord(word: string): boolean {
  return codes.has(word.toUpperCase()) || CURRENCY_WORDS.includes(word.toLowerCase().replace(/\.$/, ''))
}

function withoutCurrency(text: string): string {
  const drop = (match: string, word: string) => (isCurrencyWord(word) ? '' : match)
  return text
    .replace(/^(\p{L}{2,3}\.?) ?(?=[\d(.,-])/u, drop)
    .replace(/(?<=[\d).,]) ?(\p{L}{2,3}\.?)$/u, drop)
    .trim()
}

function ungrouped(text: string, sign: string): string | null {
  if (/^\d*$/.test(text)) return text
  return GROUPED.test(text.replaceAll(sign, 'g')) ? text.replaceAll(sign, '') : null
}

function joined(whole: string | null, fraction: string): Decimal | null {
  if (whole === null || !/^\d*$/.test(fraction) || whole + fraction === '') return null
  return trimmed(`${whole || '0'}${fraction ? `.${fraction}` : ''}`)
}

function readOneSign(text: string, sign: '.' | ',', locale: '.' | ','): Reading | null {
  const at = text.indexOf(sign)
  const looksGrouped = /^[1-9]\d{0,2}$/.test(text.slice(0, at)) && /^\d{3}$/.test(text.slice(at + 1))
  if (sign !== locale && looksGrouped) return { value: text.replace(sign, ''), guessed: false }
  const value = joined(text.slice(0, at), text.slice(at + 1))
  return value === null ? null : { value, guessed: sign !== locale }
}

function readUnsigned(text: string, locale: '.' | ','): Reading | null {
  const dots = text.split('.').length - 1
  const commas = text.split(',').length - 1
  if (dots + commas === 0) return /^\d+$/.test(text) ? { value: trimmed(text), guessed: false } : null
  if (dots > 0 && commas > 0) {
    const sign = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ','
    const at = text.lastIndexOf(sign)
    const value = joined(ungrouped(text.slice(0, at), sign === '.' ? ',' : '.'), text.slice(at + 1))
    return value === null ? null : { value, guessed: sign !== locale }
  }
  const sign = dots > 0 ? '.' : ','
  if (dots + commas === 1) return readOneSign(text, sign, locale)
  const value = ungrouped(text, sign)
  return value === null ? null : { value, guessed: false }
}

function withoutSpaces(text: string): string | null {
  if (!/\d \d/.test(text)) return text.replaceAll(' ', '')
  const whole = text.split(/[.,](?=\d*$)/)[0] ?? ''
  return GROUPED.test(whole.trim().replaceAll(' ', 'g')) ? text.replaceAll(' ', '') : null
}

function readOperand(typed: string, locale: '.' | ','): Reading | null {
  const bracketed = /^\((.+)\)$/.exec(typed)
  const bare = withoutCurrency((bracketed?.[1] ?? typed).trim())
  const minus = bare.startsWith('-')
  const digits = withoutSpaces(withoutCurrency(bare.replace(/^[-+]/, '').trim()))
  const read = digits === null ? null : readUnsigned(digits, locale)
  if (read === null) return null
  const negative = minus !== Boolean(bracketed) && read.value !== '0'
  return { ...read, value: negative ? `-${read.value}` : read.value }
}

function applied(left: Decimal, operator: string, right: Decimal): Decimal | null {
  if (operator === '+') return add(left, right)
  if (operator === '-') return subtract(left, right)
  if (operator === '/') return /^-?0(\.0+)?$/.test(right) ? null : divide(left, right, MAX_DIVISION_PLACES)
  return multiply(left, right)
}

function collapsed(values: Decimal[], operators: string[], first: RegExp): boolean {
  for (let i = 0; i < operators.length; ) {
    if (!first.test(operators[i] as string)) {
      i += 1
      continue
    }
    const result = applied(values[i] as Decimal, operators[i] as string, values[i + 1] as Decimal)
    if (result === null) return false
    values.splice(i, 2, result)
    operators.splice(i, 1)
  }
  return true
}

/**
 * Understands one number or a sum of numbers with + - * x ×  and /. Null when it is not a number.
 * Quotients are rounded half away from zero to six places; everything else is exact.
 */
export function readNumber(typed: string, locale: string): Reading | null {
  const sign = decimalSign(locale)
  const text = normalized(typed)
  const pieces = text.split(/(?<=[\d.,)\p{L}]) ?([-+*/×÷]|x(?= ?\d)) ?/u)
  const readings = pieces.filter((_, index) => index % 2 === 0).map((piece) => readOperand(piece.trim(), sign))
  if (readings.some((reading) => reading === null)) return null
  const known = readings as Reading[]
  if (known.length === 1) return known[0] ?? null
  const values = known.map((reading) => reading.value)
  const operators = pieces.filter((_, index) => index % 2 === 1).map((operator) => (operator === '÷' ? '/' : operator))
  if (!collapsed(values, operators, /[*/x×]/) || !collapsed(values, operators, /[-+]/)) return null
  return { value: trimmed(values[0] as Decimal), guessed: true }
}
