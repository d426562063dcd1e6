// Tags as people type them.

/** The tags of a text, each once. */
export function splitTags(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim())
  return [...new Set(tags.filter((tag) => tag !== ''))]
}
