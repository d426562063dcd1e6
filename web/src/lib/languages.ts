// Languages that documents are printed in, by their codes, named in the reader's language.

const CODES = 'en de es fr pl'.split(' ')

/** Every language as {value: code, label: name}; `kept` is offered too, whatever it is. */
export function languageOptions(locale: string, kept: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const codes = CODES.includes(kept) ? CODES : [...CODES, kept]
  const options = codes.map((code) => ({ value: code, label: names.of(code) ?? code }))
  return options.sort((a, b) => a.label.localeCompare(b.label, locale))
}
