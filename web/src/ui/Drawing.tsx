// Small pictures in ink and spark for screens that have nothing to show.
import type { ReactNode } from 'react'
import { SPARK_PATH } from './Spark'

export type DrawingName = 'invoice' | 'clients' | 'payments' | 'mailbox' | 'search' | 'offline' | 'broken' | 'done'

function SparkAt({ x, y, size }: { x: number; y: number; size: number }) {
  const place = `translate(${x - size / 2} ${y - size / 2}) scale(${size / 24})`
  return <path d={SPARK_PATH} transform={place} className="fill-spark" stroke="none" />
}

const PAPER = 'fill-surface'

const DRAWINGS: Record<DrawingName, ReactNode> = {
  invoice: (
    <>
      <path className={PAPER} d="M50 18h46l16 16v60H50z" />
      <path d="M96 18v16h16" />
      <path d="M60 48h24M60 58h36M60 66h30M60 84h14" />
      <path d="M92 84h10" strokeWidth="3" />
      <path d="M40 30v74h58" className="stroke-edge" />
      <SparkAt x={112} y={20} size={22} />
    </>
  ),
  clients: (
    <>
      <path className={PAPER} d="M36 96V52l22-12v56z" />
      <path className={PAPER} d="M58 96V28h40v68z" />
      <path className={PAPER} d="M98 96V56h26v40z" />
      <path d="M28 96h104M68 40h6M82 40h6M68 52h6M82 52h6M68 64h6M82 64h6M106 66h10M106 76h10M44 60h6M44 70h6" />
      <path d="M74 96V80h8v16" />
      <SparkAt x={111} y={34} size={20} />
    </>
  ),
  payments: (
    <>
      <path className={PAPER} d="M38 84c0 6 12 11 27 11s27-5 27-11V72H38z" />
      <ellipse className={PAPER} cx="65" cy="72" rx="27" ry="11" />
      <path className={PAPER} d="M46 60c0 6 12 11 27 11s27-5 27-11V48H46z" />
      <ellipse className={PAPER} cx="73" cy="48" rx="27" ry="11" />
      <path d="M61 48h24" className="stroke-edge" />
      <SparkAt x={112} y={30} size={24} />
    </>
  ),
  mailbox: (
    <>
      <path className={PAPER} d="M34 40h76v50H34z" />
      <path d="m34 42 38 28 38-28M34 88l28-25M110 88 82 63" />
      <path d="M22 60h-8M26 72H10M22 84h-8" className="stroke-edge" />
      <SparkAt x={112} y={34} size={24} />
    </>
  ),
  search: (
    <>
      <path d="M34 36h52M34 50h30M34 64h22M34 78h30M34 92h40" className="stroke-edge" />
      <circle className={PAPER} cx="86" cy="62" r="24" />
      <path d="m104 79 18 17" strokeWidth="3.5" />
      <SparkAt x={86} y={62} size={20} />
    </>
  ),
  offline: (
    <>
      <path className={PAPER} d="M46 82a18 18 0 0 1 1-36 26 26 0 0 1 50-3 20 20 0 0 1 7 39z" />
      <path d="M40 28 116 100" strokeWidth="2.5" />
      <SparkAt x={122} y={36} size={16} />
    </>
  ),
  broken: (
    <>
      <path className={PAPER} d="M48 18h50v32l-12 8-12-8-14 8-12-8z" />
      <path className={PAPER} d="m48 66 12 8 14-8 12 8 12-8v30H48z" />
      <path d="M58 32h24M58 42h14M58 86h30" />
      <SparkAt x={114} y={58} size={18} />
    </>
  ),
  done: (
    <>
      <path className={PAPER} d="M46 22h60v74H46z" />
      <path d="m58 58 12 13 25-28" strokeWidth="3" />
      <path d="M58 84h36" className="stroke-edge" />
      <SparkAt x={112} y={24} size={24} />
    </>
  ),
}

export function Drawing({ name }: { name: DrawingName }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 150 116"
      className="h-29 w-38 fill-none stroke-ink"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {DRAWINGS[name]}
    </svg>
  )
}
