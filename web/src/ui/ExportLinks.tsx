// A list as a file, exactly as it is filtered: CSV for programs, XLSX for spreadsheets.
import { Download } from 'lucide-react'
import { exportPath } from '~/lib/paging'
import { type ButtonTone, buttonClass } from './Button'
import { cx } from './classes'

type Props = {
  /** Without an ending: "/v1/payments". */
  path: string
  query: Record<string, unknown>
  tone?: ButtonTone
}

export function ExportLinks({ path, query, tone = 'quiet' }: Props) {
  return (
    <span className={cx('flex', tone !== 'quiet' && 'gap-2')}>
      <a href={exportPath(`${path}.csv`, query)} download className={buttonClass(tone)}>
        <Download aria-hidden className="size-4" />
        CSV
      </a>
      <a href={exportPath(`${path}.xlsx`, query)} download className={buttonClass(tone)}>
        XLSX
      </a>
    </span>
  )
}
