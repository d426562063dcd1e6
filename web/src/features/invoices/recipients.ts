// Who gets a mail, as people type it: addresses with commas, semicolons or spaces between them.

export function readRecipients(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))]
}

export function writeRecipients(addresses: readonly string[]): string {
  return addresses.join(', ')
}
