// The roles of people in an organization, in words.
import type { Role } from '~/lib/api/organization'

export const ROLES: readonly { value: Role; label: string; text: string }[] = [
  { value: 'owner', label: 'Owner', text: 'May do everything, also make other owners.' },
  { value: 'admin', label: 'Admin', text: 'May do everything but make owners.' },
  {
    value: 'accountant',
    label: 'Accountant',
    text: 'Invoices, payments, companies and the audit trail; no people, no keys.',
  },
  { value: 'member', label: 'Member', text: 'Writes and sends invoices, keeps clients. Records no payments.' },
  { value: 'viewer', label: 'Viewer', text: 'Looks at everything and changes nothing.' },
]

export function roleLabel(role: Role): string {
  return ROLES.find((one) => one.value === role)?.label ?? role
}

/** Owners and admins see every company, so there is nothing to narrow. */
export function seesAll(role: Role): boolean {
  return role === 'owner' || role === 'admin'
}
