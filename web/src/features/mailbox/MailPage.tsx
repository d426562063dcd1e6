// The mail's own page in a box that runs no scripts and loads nothing from outside; links of this app open in it.
import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'

/** Paths that the server answers itself; they get a tab of their own. */
const SERVER = /^\/(i|v1|docs)\//

function withBase(html: string): string {
  const base = '<base target="_blank">'
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => `${head}${base}`) : base + html
}

export function MailPage({ html, title }: { html: string; title: string }) {
  const router = useRouter()
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(240)

  function onClick(event: MouseEvent) {
    const link = (event.target as Element).closest('a')
    const target = link ? new URL(link.href, window.location.href) : null
    if (target?.origin !== window.location.origin || SERVER.test(target.pathname)) return
    event.preventDefault()
    router.history.push(target.pathname + target.search)
  }

  function onLoad() {
    const page = frame.current?.contentDocument
    if (!page) return
    setHeight(page.documentElement.scrollHeight)
    page.addEventListener('click', onClick)
  }

  return (
    <iframe
      ref={frame}
      title={title}
      srcDoc={withBase(html)}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      onLoad={onLoad}
      style={{ height }}
      className="w-full rounded-panel border border-line bg-white [color-scheme:light]"
    />
  )
}
