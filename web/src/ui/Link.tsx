// Links: text links in the ink of the sentence, and links that look like buttons.
import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { type ButtonSize, type ButtonTone, buttonClass } from './Button'
import { cx } from './classes'

const TEXT =
  'underline decoration-edge decoration-1 underline-offset-3 rounded-tag hover:decoration-current hover:decoration-2'

function TextAnchor({ className, ...rest }: ComponentProps<'a'>) {
  return <a {...rest} className={cx(TEXT, className)} />
}

function ButtonAnchor({
  tone,
  size,
  className,
  ...rest
}: ComponentProps<'a'> & { tone?: ButtonTone; size?: ButtonSize }) {
  return <a {...rest} className={cx(buttonClass(tone, size), className)} />
}

function PlainAnchor(props: ComponentProps<'a'>) {
  return <a {...props} />
}

/** A link inside a sentence. */
export const Link = createLink(TextAnchor)

/** A link whose place says that it is one: navigation, rows of a list. */
export const PlainLink = createLink(PlainAnchor)

/** A link that looks like a button. */
export const LinkButton = createLink(ButtonAnchor)

/** A link out of the app (a PDF, a public page). */
export function OutLink({ className, ...rest }: ComponentProps<'a'>) {
  return <a {...rest} className={cx(TEXT, className)} target="_blank" rel="noreferrer" />
}
