// Where the draft is: one text from one source, and the choice when somebody else changed it too.
import { CircleCheck, CloudUpload, HardDrive, TriangleAlert } from 'lucide-react'
import { type DraftStatus, STATUS_TEXT } from '~/lib/drafts'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { Notice } from '~/ui/Notice'

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

export function Conflict({ onMine, onTheirs }: { onMine: () => void; onTheirs: () => void }) {
  const choice = (
    <span className="flex flex-wrap gap-2">
      <Button size="small" onClick={onTheirs}>
        Show the other version
      </Button>
      <Button size="small" tone="primary" onClick={onMine}>
        Keep what is here
      </Button>
    </span>
  )
  return (
    <Notice tone="late" role="alert" title="Somebody else changed this draft" action={choice}>
      Nothing is lost: what you typed is kept on this device until you choose.
    </Notice>
  )
}
