// A calendar date: typed in the reader's own order, picked from a calendar, or written as "+30" or "end of month".
import { parseDate } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  FieldError,
  Group,
  Heading,
  I18nProvider,
  Label,
  Popover,
  Text,
} from 'react-aria-components'
import { readDatePhrase } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { buttonClass } from './Button'
import { cx } from './classes'
import { CONTROL, type FieldProps } from './Field'

type Props = FieldProps & {
  /** "YYYY-MM-DD", or null when empty. */
  value: string | null
  onChange: (value: string | null) => void
  /** What "+30" counts from. */
  from: string
  min?: string
  max?: string
}

const PHRASES = ['today', '+14', '+30', 'end of month'] as const
const WORDS: Record<(typeof PHRASES)[number], string> = {
  today: 'Today',
  '+14': '+14 days',
  '+30': '+30 days',
  'end of month': 'End of month',
}
const DAY = cx(
  'mx-auto flex size-9 items-center justify-center rounded-control outline-spark hover:bg-ink/7 data-selected:bg-spark',
  'data-selected:font-strong data-selected:text-on-spark data-outside-month:hidden data-disabled:opacity-40',
  'data-focus-visible:outline-2',
)

function Phrases({ from, onPick, close }: { from: string; onPick: (date: string) => void; close: () => void }) {
  const [typed, setTyped] = useState('')
  const pick = (date: string | null) => {
    if (date === null) return
    onPick(date)
    close()
  }
  return (
    <div className="mt-3 border-line border-t pt-3">
      <div className="flex flex-wrap gap-1.5">
        {PHRASES.map((phrase) => (
          <button
            key={phrase}
            type="button"
            className={buttonClass('secondary', 'small')}
            onClick={() => pick(readDatePhrase(phrase, from))}
          >
            {WORDS[phrase]}
          </button>
        ))}
      </div>
      <input
        aria-label="Date in words, such as net 15"
        placeholder="or type: net 15, end of next month"
        className={cx(CONTROL, 'mt-2')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') pick(readDatePhrase(typed, from))
        }}
      />
    </div>
  )
}

function CalendarPopover({ from, onChange }: Pick<Props, 'from' | 'onChange'>) {
  return (
    <Popover className="w-72 animate-rise rounded-panel border border-line bg-raised p-4 shadow-raised">
      <Dialog className="outline-none">
        {({ close }) => (
          <>
            <Calendar>
              <header className="mb-2 flex items-center justify-between">
                <Button slot="previous" className={buttonClass('quiet', 'small', true)}>
                  <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
                </Button>
                <Heading className="font-strong" />
                <Button slot="next" className={buttonClass('quiet', 'small', true)}>
                  <ChevronRight aria-hidden className="size-4 rtl:rotate-180" />
                </Button>
              </header>
              <CalendarGrid className="w-full">{(date) => <CalendarCell date={date} className={DAY} />}</CalendarGrid>
            </Calendar>
            <Phrases from={from} onPick={onChange} close={close} />
          </>
        )}
      </Dialog>
    </Popover>
  )
}

export function DateField({
  label,
  hint,
  error,
  required,
  labelHidden,
  className,
  value,
  onChange,
  from,
  min,
  max,
}: Props) {
  const locale = useLocale()
  return (
    <I18nProvider locale={locale}>
      <DatePicker
        className={className}
        value={value === null ? null : parseDate(value)}
        onChange={(date) => onChange(date?.toString() ?? null)}
        minValue={min === undefined ? undefined : parseDate(min)}
        maxValue={max === undefined ? undefined : parseDate(max)}
        isInvalid={error !== undefined}
        isRequired={required}
        validationBehavior="aria"
        shouldForceLeadingZeros
      >
        <Label className={labelHidden ? 'sr-only' : 'mb-1.5 block font-strong'}>{label}</Label>
        <Group
          className={cx(CONTROL, 'flex items-center ps-2 pe-1 data-focus-within:border-spark data-invalid:border-late')}
        >
          <DateInput className="flex flex-1">
            {(segment) => (
              <DateSegment
                segment={segment}
                className="rounded-tag px-0.5 outline-none data-focused:bg-spark data-focused:text-on-spark data-placeholder:text-muted"
              />
            )}
          </DateInput>
          <Button className={cx(buttonClass('quiet', 'small', true), 'h-7! min-h-0!')}>
            <CalendarDays aria-hidden className="size-4 text-muted" />
          </Button>
        </Group>
        <FieldError className="mt-1.5 block text-late">{error}</FieldError>
        {hint && (
          <Text slot="description" className="mt-1.5 block text-muted text-small">
            {hint}
          </Text>
        )}
        <CalendarPopover from={from} onChange={onChange} />
      </DatePicker>
    </I18nProvider>
  )
}
