// The invoice editor.
export function EditorPage() {
  return null
}
