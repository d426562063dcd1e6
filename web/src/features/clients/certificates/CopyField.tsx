// Chooses the file that is the copy of a certificate.
import { FileUp } from 'lucide-react'
import { useId, useRef } from 'react'
import { Button } from '~/ui/Button'

type Props = { copy: File | null; kept: string; onChoose: (copy: File) => void }

export function CopyField({ copy, kept, onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const says = useId()
  const name = copy?.name ?? kept
  return (
    <div className="flex flex-wrap items-center gap-3">
      <input
        ref={input}
        type="file"
        accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
        tabIndex={-1}
        aria-hidden
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onChoose(file)
        }}
      />
      <Button
        icon={<FileUp aria-hidden className="size-4" />}
        aria-describedby={says}
        onClick={() => input.current?.click()}
      >
        {name ? 'Choose another copy' : 'Choose a copy'}
      </Button>
      <span id={says} className="min-w-0 break-words text-muted text-small">
        {name || 'PDF, PNG or JPEG, at most 5 MB. Your tax office may ask for it.'}
      </span>
    </div>
  )
}
