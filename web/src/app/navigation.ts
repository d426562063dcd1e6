// The places of the app, in the order people visit them, with the keys that lead there.
import { Banknote, CheckCheck, FileText, House, Inbox, type LucideIcon, Package, Settings, Users } from 'lucide-react'
import type { Me } from '~/lib/api/session'

export type Place = {
  to: string
  label: string
  icon: LucideIcon
  keys: string
  exact?: boolean
  onlyWith?: 'mailbox' | 'others_approve'
}

export const PLACES: readonly Place[] = [
  { to: '/', label: 'Dashboard', icon: House, keys: 'g d', exact: true },
  { to: '/invoices', label: 'Invoices', icon: FileText, keys: 'g i' },
  { to: '/clients', label: 'Clients', icon: Users, keys: 'g c' },
  { to: '/payments', label: 'Payments', icon: Banknote, keys: 'g p' },
  { to: '/approvals', label: 'Approvals', icon: CheckCheck, keys: 'g a', onlyWith: 'others_approve' },
  { to: '/catalog', label: 'Catalog', icon: Package, keys: 'g t' },
  { to: '/mailbox', label: 'Mailbox', icon: Inbox, keys: 'g m', onlyWith: 'mailbox' },
  { to: '/settings', label: 'Settings', icon: Settings, keys: 'g s' },
]

/** Where the one next action leads. */
export const NEW_INVOICE: string = '/invoices/new'
export const MAILBOX: string = '/mailbox'
export const PAYMENTS: string = '/payments'
export const CATALOG: string = '/catalog'
export const NEW_CLIENT: string = '/clients/new'

/** The places this session can see. */
export function visiblePlaces(me: Pick<Me, 'mailbox' | 'others_approve'>): readonly Place[] {
  return PLACES.filter((place) => place.onlyWith === undefined || me[place.onlyWith])
}
