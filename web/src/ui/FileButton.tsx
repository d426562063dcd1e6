// A button that reads one text file the person chooses, as UTF-8 or, where it is none, as Western European.
import { FileUp } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button } from './Button'
import { toast } from './toasts'

type Props = { accept: string; onText: (text: string, name: string) => void; children: ReactNode }

export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

export function FileButton({ accept, onText, children }: Props) {
  const input = useRef<HTMLInputElement>(null)

  function choose(files: FileList | null) {
    const file = files?.[0]
    file?.arrayBuffer().then(
      (bytes) => onText(textOf(bytes), file.name),
      () => toast('This file could not be read. Choose it again.', { tone: 'late' }),
    )
    if (input.current) input.current.value = ''
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        tabIndex={-1}
        aria-hidden
        className="sr-only"
        onChange={(event) => choose(event.target.files)}
      />
      <Button icon={<FileUp aria-hidden className="size-4" />} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}
