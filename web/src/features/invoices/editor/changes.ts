// The changes a person makes to the form, each a function from form to form; untouched lines stay the same objects.
import type { TaxRate } from '~/lib/api/types'
import { type Change, type Form, type FormAdjustment, type FormLine, isBlank, type LineKind, newLine } from './model'

export function patch(part: Partial<Form>): Change {
  return (form) => ({ ...form, ...part })
}

export function patchLine(key: string, part: Partial<FormLine>): Change {
  return (form) => ({ ...form, lines: form.lines.map((line) => (line.key === key ? { ...line, ...part } : line)) })
}

function usualTax(form: Form): string {
  return form.lines.findLast((line) => line.kind === 'item')?.tax ?? 'standard'
}

/** A new line below `after`, or at the end; it takes the tax of the last line. */
export function addLine(made: FormLine, after: string | null): Change {
  return (form) => {
    const line = { ...made, tax: usualTax(form) }
    const at = after === null ? form.lines.length : form.lines.findIndex((one) => one.key === after) + 1
    return { ...form, lines: form.lines.toSpliced(at, 0, line) }
  }
}

/** Lines out of a spreadsheet take the place of an empty line, or follow the line they were pasted into. */
export function pasteLines(made: readonly FormLine[], at: string): Change {
  return (form) => {
    const index = form.lines.findIndex((line) => line.key === at)
    const target = form.lines[index]
    const blank = target !== undefined && target.description === '' && target.unitPrice === null
    const tax = usualTax(form)
    const lines = made.map((line) => ({ ...line, tax }))
    return { ...form, lines: form.lines.toSpliced(blank ? index : index + 1, blank ? 1 : 0, ...lines) }
  }
}

/** Ready lines take the place of the line they were chosen in, which keeps its key so that the cursor stays there. */
export function replaceLine(key: string, made: readonly FormLine[]): Change {
  return (form) => {
    const at = form.lines.findIndex((line) => line.key === key)
    if (at < 0 || made.length === 0) return form
    const lines = made.map((line, index) => (index === 0 ? { ...line, key } : line))
    return { ...form, lines: form.lines.toSpliced(at, 1, ...lines) }
  }
}

/** Ready lines at the end; empty lines nobody typed into give way to them. */
export function appendLines(made: readonly FormLine[]): Change {
  return (form) => ({ ...form, lines: [...form.lines.filter((line) => !isBlank(line)), ...made] })
}

export function moveLine(key: string, step: 1 | -1): Change {
  return (form) => {
    const from = form.lines.findIndex((line) => line.key === key)
    const line = form.lines[from]
    const to = from + step
    if (!line || to < 0 || to >= form.lines.length) return form
    return { ...form, lines: form.lines.toSpliced(from, 1).toSpliced(to, 0, line) }
  }
}

/** The line in another place, counted from 0; where that place is not there, at the nearest one. */
export function moveLineTo(key: string, place: number): Change {
  return (form) => {
    const from = form.lines.findIndex((line) => line.key === key)
    const line = form.lines[from]
    const to = Math.max(0, Math.min(place, form.lines.length - 1))
    if (!line || to === from) return form
    return { ...form, lines: form.lines.toSpliced(from, 1).toSpliced(to, 0, line) }
  }
}

/** The last line is never taken away, only emptied, so that there is always a place to write. */
export function removeLine(key: string): Change {
  return (form) => {
    const lines = form.lines.filter((line) => line.key !== key)
    return { ...form, lines: lines.length === 0 ? [newLine('item', usualTax(form))] : lines }
  }
}

export function putLineBack(line: FormLine, at: number): Change {
  return (form) => ({ ...form, lines: form.lines.toSpliced(at, 0, line) })
}

export function patchAdjustment(key: string, part: Partial<FormAdjustment>): Change {
  return (form) => ({
    ...form,
    adjustments: form.adjustments.map((one) => (one.key === key ? { ...one, ...part } : one)),
  })
}

export function addAdjustment(kind: FormAdjustment['kind'], key: string): Change {
  return (form) => {
    const by = kind === 'allowance' ? 'percent' : 'amount'
    const made: FormAdjustment = { key, kind, reason: '', by, value: null, tax: usualTax(form) }
    return { ...form, adjustments: [...form.adjustments, made] }
  }
}

/** Codes of a draft that follows the discount rules, or null for one that does not. */
export function withCodes(discount_codes: string[] | null): Change {
  return (form) => ({ ...form, more: { ...form.more, discount_codes } })
}

export function removeAdjustment(key: string): Change {
  return (form) => ({ ...form, adjustments: form.adjustments.filter((one) => one.key !== key) })
}

/** Taxes the company does not charge on that day give way to its usual one. */
export function withRates(rates: readonly TaxRate[]): Change {
  const usual = rates[0]?.key
  const known = new Set(rates.map((rate) => rate.key))
  const right = (tax: string) => usual === undefined || known.has(tax)
  return (form) => {
    if (usual === undefined || [...form.lines, ...form.adjustments].every((one) => right(one.tax))) return form
    const lines = form.lines.map((line) => (right(line.tax) ? line : { ...line, tax: usual }))
    const adjustments = form.adjustments.map((one) => (right(one.tax) ? one : { ...one, tax: usual }))
    return { ...form, lines, adjustments }
  }
}

/** Which kinds carry money; the others are words between them. */
export function carriesMoney(kind: LineKind): boolean {
  return kind === 'item' || kind === 'optional'
}
