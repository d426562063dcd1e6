// A form: fields in a column of comfortable width, and what went wrong with the whole of it on top.
import type { ReactNode } from 'react'
import { Problem, sentenceOf } from '~/lib/problem'
import type { Submission } from '~/lib/submit'
import { Notice } from './Notice'

type Props = { submission: Submission; children: ReactNode; label: string }

/** The problem as a sentence, unless every part of it already stands on a field. */
export function FormProblem({ problem }: { problem: unknown }) {
  if (problem === null) return null
  const onFields = problem instanceof Problem && problem.errors.length > 0
  return (
    <Notice tone="late" role="alert">
      {onFields ? 'Some fields need another look. They are marked below.' : sentenceOf(problem)}
    </Notice>
  )
}

export function Form({ submission, children, label }: Props) {
  return (
    <form
      ref={submission.form}
      onSubmit={submission.onSubmit}
      aria-label={label}
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-5"
    >
      <FormProblem problem={submission.problem} />
      {children}
    </form>
  )
}
