// The name programs know a field by.

/** A key from a label: small letters, digits and _; beginning with a letter. */
export function keyFrom(label: string): string {
  const plain = label.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const key = plain.replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '')
  return (/^[a-z]/.test(key) ? key : `field_${key}`).slice(0, 40).replace(/_+$/, '')
}
