// The reader's locale: how numbers and dates are written on the screen. Documents have their own language.
import { createContext, useContext } from 'react'

export const LocaleContext = createContext<string>(globalThis.navigator?.language ?? 'en-US')

export function useLocale(): string {
  return useContext(LocaleContext)
}
