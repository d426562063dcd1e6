// Where toasts appear: read out politely, staying while a person points at them or has focus inside.
import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { cx } from './classes'
import { currentToasts, dismissToast, onToastsChange, type Toast } from './toasts'

const LIFE_MS = 8000

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return undefined
    const timer = setTimeout(() => dismissToast(toast.id), LIFE_MS)
    return () => clearTimeout(timer)
  }, [held, toast.id])

  function undo() {
    toast.undo?.run()
    dismissToast(toast.id)
  }

  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cx(
        'pointer-events-auto flex animate-rise items-center gap-3 rounded-panel bg-ink py-2 ps-4 pe-2 text-bg shadow-raised',
        toast.tone === 'late' && 'bg-late text-on-late',
      )}
    >
      <span className="py-1">{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          onClick={undo}
          className="min-h-8 rounded-control px-2 font-strong underline underline-offset-3"
        >
          {toast.undo.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => dismissToast(toast.id)}
        className="flex size-8 items-center justify-center rounded-control"
      >
        <X aria-hidden className="size-4" />
      </button>
    </li>
  )
}

export function Toasts() {
  const toasts = useSyncExternalStore(onToastsChange, currentToasts)
  return (
    <section aria-label="Notifications" aria-live="polite">
      <ul className="pointer-events-none fixed inset-x-4 bottom-20 z-50 flex flex-col items-center gap-2 lg:bottom-6">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </ul>
    </section>
  )
}
