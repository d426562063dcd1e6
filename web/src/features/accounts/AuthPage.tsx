// The page around signing in and signing up: the form on paper, and beside it what the product does for you.
import type { ReactNode } from 'react'
import { useTitle } from '~/lib/title'
import { Spark, Wordmark } from '~/ui/Spark'

const LINES = [
  ['Sourdough, wholesale', '640.00'],
  ['Morning delivery, April', '320.00'],
  ['Catering, 12 guests', '280.00'],
]

const STEPS = [
  ['Sent', '2 April, 09:00'],
  ['Opened by Example Bakery', '2 April, 09:41'],
  ['Friendly reminder', '17 April, 09:00'],
]

function Sheet() {
  return (
    <div aria-hidden className="w-full max-w-md rotate-[-1.2deg] bg-surface px-9 py-8 shadow-raised">
      <div className="flex items-start justify-between">
        <p className="font-serif text-title">Invoice 2026-0042</p>
        <Spark className="size-5" />
      </div>
      <div className="mt-7 grid gap-2.5 border-line border-t pt-4">
        {LINES.map(([name, amount]) => (
          <p key={name} className="flex justify-between">
            <span>{name}</span>
            <span>{amount}</span>
          </p>
        ))}
      </div>
      <p className="mt-4 flex items-baseline justify-between border-ink border-t pt-4">
        <span className="text-muted">Amount due</span>
        <span className="font-strong text-title">
          1,240.00 <span className="font-normal text-muted text-small">EUR</span>
        </span>
      </p>
    </div>
  )
}

function Story() {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-10 px-12">
      <Sheet />
      <ol aria-hidden className="w-full max-w-md ps-9">
        {STEPS.map(([what, when]) => (
          <li key={what} className="flex items-center gap-3 border-edge border-s py-1.5 ps-5">
            <span className="-ms-[25.5px] size-2.5 rounded-full border-2 border-edge bg-sunken" />
            <span className="flex-1">{what}</span>
            <span className="text-muted">{when}</span>
          </li>
        ))}
        <li className="flex items-center gap-3 py-1.5 ps-5">
          <Spark className="-ms-[28px] size-4" />
          <span className="flex-1 font-strong">Paid</span>
          <span className="text-muted">18 April</span>
        </li>
      </ol>
    </div>
  )
}

type Props = { title: string; lead?: ReactNode; children: ReactNode; foot?: ReactNode }

export function AuthPage({ title, lead, children, foot }: Props) {
  useTitle(title)
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <main className="flex flex-col px-6 py-6 sm:px-12 sm:py-10">
        <Wordmark className="text-title" />
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">
          <h1 className="text-figure tracking-tight">{title}</h1>
          {lead && <p className="mt-2 text-muted">{lead}</p>}
          <div className="mt-8">{children}</div>
          {foot && <p className="mt-8 text-muted">{foot}</p>}
        </div>
      </main>
      <div className="hidden border-line border-s bg-sunken lg:block">
        <Story />
      </div>
    </div>
  )
}
