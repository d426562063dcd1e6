// Languages that documents are printed in and mails are written in, by their codes, named in the reader's language.

export const MAILED = 'en de es fr pl'.split(' ')
const PRINTED = [...MAILED, ...'ar he hi ja th'.split(' ')]

/** Every language as {value: code, label: name}; `kept` is offered too, whatever it is. */
export function languageOptions(
  locale: string,
  kept: string,
  spoken: readonly string[] = PRINTED,
): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const codes = spoken.includes(kept) ? spoken : [...spoken, kept]
  const options = codes.map((code) => ({ value: code, label: names.of(code) ?? code }))
  return options.sort((a, b) => a.label.localeCompare(b.label, locale))
}

/** What to know of a language before it is chosen for documents. */
export function languageHint(code: string): string | undefined {
  const plain = code.split('-')[0] ?? code
  return PRINTED.includes(plain) && !MAILED.includes(plain) ? 'Mails about them are in English.' : undefined
}
