// Where the draft is: one text from one source.
import { CircleCheck, CloudUpload, HardDrive, TriangleAlert } from 'lucide-react'
import { type DraftStatus, STATUS_TEXT } from '~/lib/drafts'
import { cx } from '~/ui/classes'

const LOOK: Record<DraftStatus, { icon: typeof CircleCheck; skin: string }> = {
  saved: { icon: CircleCheck, skin: 'text-muted' },
  saving: { icon: CloudUpload, skin: 'text-muted' },
  'on-this-device': { icon: HardDrive, skin: 'text-muted' },
  'in-this-tab': { icon: TriangleAlert, skin: 'text-late' },
  'changed-elsewhere': { icon: TriangleAlert, skin: 'text-late' },
  refused: { icon: TriangleAlert, skin: 'text-late' },
}

export function Status({ status }: { status: DraftStatus | null }) {
  const { icon: Icon, skin } = LOOK[status ?? 'saved']
  return (
    <p role="status" className={cx('flex items-center gap-1.5 text-small', skin)}>
      {status !== null && (
        <>
          <Icon aria-hidden className="size-3.5" />
          {STATUS_TEXT[status]}
        </>
      )}
    </p>
  )
}
