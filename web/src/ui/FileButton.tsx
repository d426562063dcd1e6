// Buttons that read a file the person chooses: as it is, or as text in UTF-8 or, where it is none, Western European.
import { FileUp } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button, type ButtonSize } from './Button'
import { toast } from './toasts'

type FileProps = {
  accept: string
  onFiles: (files: readonly File[]) => void
  children: ReactNode
  multiple?: boolean
  busy?: boolean
  size?: ButtonSize
}
type Props = { accept: string; onText: (text: string, name: string) => void; children: ReactNode }

export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The files as they are. */
export function FilesButton({ accept, onFiles, children, multiple = false, ...button }: FileProps) {
  const input = useRef<HTMLInputElement>(null)

  function choose(files: FileList | null) {
    if (files?.length) onFiles([...files])
    if (input.current) input.current.value = ''
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={multiple}
        tabIndex={-1}
        aria-hidden
        className="sr-only"
        onChange={(event) => choose(event.target.files)}
      />
      <Button {...button} icon={<FileUp aria-hidden className="size-4" />} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}

/** The file's text. */
export function FileButton({ accept, onText, children }: Props) {
  function read([file]: readonly File[]) {
    file?.arrayBuffer().then(
      (bytes) => onText(textOf(bytes), file.name),
      () => toast('This file could not be read. Choose it again.', { tone: 'late' }),
    )
  }
  return (
    <FilesButton accept={accept} onFiles={read}>
      {children}
    </FilesButton>
  )
}
