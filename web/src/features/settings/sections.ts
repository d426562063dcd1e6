// The screens of the settings, in groups, and the permission each needs to be worth opening.

export type SettingsPlace = { to: string; label: string; needs?: string }
export type SettingsGroup = { title: string; places: readonly SettingsPlace[] }

export const GROUPS: readonly SettingsGroup[] = [
  {
    title: 'You',
    places: [
      { to: '/settings/profile', label: 'Profile' },
      { to: '/settings/display', label: 'Display' },
    ],
  },
  {
    title: 'Invoicing',
    places: [
      { to: '/settings/companies', label: 'Companies', needs: 'companies.read' },
      { to: '/settings/numbering', label: 'Number series', needs: 'companies.read' },
      { to: '/settings/templates', label: 'Templates', needs: 'templates.read' },
      { to: '/settings/taxes', label: 'Taxes', needs: 'taxes.read' },
      { to: '/settings/discounts', label: 'Discounts', needs: 'discounts.read' },
      { to: '/settings/exchange-rates', label: 'Exchange rates', needs: 'exchange_rates.read' },
      { to: '/settings/reminders', label: 'Reminders', needs: 'reminders.read' },
      { to: '/settings/shared-links', label: 'Shared links', needs: 'deliveries.read' },
      { to: '/imports', label: 'Import', needs: 'imports.read' },
    ],
  },
  {
    title: 'Organization',
    places: [
      { to: '/settings/organization', label: 'Organization', needs: 'organization.read' },
      { to: '/settings/people', label: 'People', needs: 'members.read' },
      { to: '/settings/api-keys', label: 'API keys', needs: 'api_keys.read' },
      { to: '/settings/retention', label: 'Data retention', needs: 'privacy.read' },
      { to: '/settings/audit', label: 'Audit trail', needs: 'audit.read' },
      { to: '/settings/test-clock', label: 'Test clock', needs: 'test_clock.write' },
    ],
  },
]
