// The organization's present: its calendar date, its clock (which may be a test clock) and its time zone.
import { useMe } from './api/session'
import { dateOf } from './dates'

export type Present = { today: string; now: string; timeZone: string | undefined }

export function usePresent(): Present {
  const me = useMe()
  const timeZone = me.organization?.time_zone
  return { today: dateOf(me.now, timeZone), now: me.now, timeZone }
}

/** Today where the organization is, as "YYYY-MM-DD". */
export function useToday(): string {
  return usePresent().today
}
