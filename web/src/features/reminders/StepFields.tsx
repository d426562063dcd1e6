// One reminder: its day, its hour, its tone and its words, folded away until it is opened.
import { ChevronRight, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { FieldErrors } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Select } from '~/ui/Select'
import { TextArea, TextField } from '~/ui/TextField'
import { dayInWords, type Step, subjectExample, TONES, WORDS } from './draft'

type Props = {
  step: Step
  index: number
  onChange: (step: Step) => void
  onRemove: () => void
  errors: FieldErrors
}

const SIDES = [
  { value: '-1', label: 'days before the due date' },
  { value: '1', label: 'days after the due date' },
]

function DayFields({ step, index, onChange, errors }: Omit<Props, 'onRemove'>) {
  const before = step.offset_days < 0 || Object.is(step.offset_days, -0)
  const days = Math.abs(step.offset_days)
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3 sm:grid-cols-[5rem_minmax(0,1fr)_8rem_9rem]">
      <TextField
        label="Day"
        type="number"
        min={0}
        max={730}
        value={String(days)}
        onChange={(text) => onChange({ ...step, offset_days: (before ? -1 : 1) * Number(text || 0) })}
        error={errors[`steps.${index}.offset_days`]}
      />
      <Select
        label="Counted"
        value={before ? '-1' : '1'}
        onChange={(side) => onChange({ ...step, offset_days: Number(side) * days })}
        options={SIDES}
      />
      <TextField
        label="Time"
        type="time"
        value={step.at}
        onChange={(at) => onChange({ ...step, at })}
        error={errors[`steps.${index}.at`]}
      />
      <Select
        label="Tone"
        value={step.tone}
        onChange={(tone) => onChange({ ...step, tone: tone as Step['tone'] })}
        options={TONES}
      />
    </div>
  )
}

function WordsFields({ step, index, onChange, errors }: Omit<Props, 'onRemove'>) {
  const box = useRef<HTMLDivElement>(null)
  function putIn(word: string) {
    const area = box.current?.querySelector('textarea')
    const at = area?.selectionStart ?? step.body.length
    onChange({ ...step, body: step.body.slice(0, at) + word + step.body.slice(area?.selectionEnd ?? at) })
    area?.focus()
  }
  return (
    <div ref={box} className="grid gap-4">
      <TextField
        label="Subject"
        required
        value={step.subject}
        onChange={(subject) => onChange({ ...step, subject })}
        error={errors[`steps.${index}.subject`]}
      />
      <TextArea
        label="Text"
        required
        rows={6}
        value={step.body}
        onChange={(body) => onChange({ ...step, body })}
        error={errors[`steps.${index}.body`]}
        hint="The invoice, how to pay and a link to it follow below by themselves."
      />
      <fieldset className="-mt-1 flex flex-wrap gap-1.5">
        <legend className="sr-only">Put into the text</legend>
        {WORDS.map((word) => (
          <Button key={word} size="small" className="font-normal!" onClick={() => putIn(word)}>
            {word.replace(/[{} ]/g, '')}
          </Button>
        ))}
      </fieldset>
    </div>
  )
}

export function StepFields(props: Props) {
  const { step, index, onRemove, errors } = props
  const wrong = Object.keys(errors).some((path) => path.startsWith(`steps.${index}.`))
  const tone = TONES.find((one) => one.value === step.tone)?.label
  return (
    <details open={wrong || undefined} className="group border-line border-b">
      <summary className="flex min-h-12 list-none items-center gap-3 px-2 py-2 hover:bg-ink/4 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90 rtl:rotate-180"
        />
        <span className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-4">
          <span className="block shrink-0 font-strong sm:w-52">{dayInWords(step.offset_days)}</span>
          <span className="block min-w-0 truncate text-muted">{subjectExample(step)}</span>
        </span>
        <span className="text-muted max-sm:hidden">{tone}</span>
        <span className="text-muted">{step.at}</span>
      </summary>
      <div className="grid gap-4 px-2 pt-2 pb-6 sm:ps-9">
        <DayFields {...props} />
        <WordsFields {...props} />
        <Button
          size="small"
          tone="quiet"
          className="justify-self-start text-late!"
          icon={<Trash2 aria-hidden className="size-4" />}
          onClick={onRemove}
        >
          Remove this reminder
        </Button>
      </div>
    </details>
  )
}
