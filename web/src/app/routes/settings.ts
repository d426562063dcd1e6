// The addresses of the settings. Their screens come from several features and meet here.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import * as z from 'zod/mini'
import { shell } from './frame'

const word = z.catch(z.optional(z.string()), undefined)
const uuid = z.catch(z.optional(z.string().check(z.regex(/^[0-9a-f-]{36}$/))), undefined)

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('~/features/settings/SettingsLayout'), 'SettingsLayout'),
})

const index = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('~/features/accounts/Profile'), 'Profile'),
})

const profile = createRoute({
  getParentRoute: () => settings,
  path: '/profile',
  component: lazyRouteComponent(() => import('~/features/accounts/Profile'), 'Profile'),
})

const display = createRoute({
  getParentRoute: () => settings,
  path: '/display',
  component: lazyRouteComponent(() => import('~/features/settings/Display'), 'Display'),
})

const companies = createRoute({
  getParentRoute: () => settings,
  path: '/companies',
  component: lazyRouteComponent(() => import('~/features/companies/Companies'), 'Companies'),
})

const newCompany = createRoute({
  getParentRoute: () => settings,
  path: '/companies/new',
  component: lazyRouteComponent(() => import('~/features/companies/NewCompany'), 'NewCompany'),
})

const company = createRoute({
  getParentRoute: () => settings,
  path: '/companies/$id',
  component: lazyRouteComponent(() => import('~/features/companies/CompanyPage'), 'CompanyPage'),
})

const brands = createRoute({
  getParentRoute: () => settings,
  path: '/companies/$id/brands',
  component: lazyRouteComponent(() => import('~/features/brands/Brands'), 'Brands'),
})

const brand = createRoute({
  getParentRoute: () => settings,
  path: '/companies/$id/brands/$brand',
  component: lazyRouteComponent(() => import('~/features/brands/BrandPage'), 'BrandPage'),
})

const numbering = createRoute({
  getParentRoute: () => settings,
  path: '/numbering',
  component: lazyRouteComponent(() => import('~/features/companies/Numbering'), 'Numbering'),
})

const templates = createRoute({
  getParentRoute: () => settings,
  path: '/templates',
  component: lazyRouteComponent(() => import('~/features/templates/Templates'), 'Templates'),
})

const template = createRoute({
  getParentRoute: () => settings,
  path: '/templates/$id',
  component: lazyRouteComponent(() => import('~/features/templates/edit/TemplateEditor'), 'TemplateEditor'),
})

const taxes = createRoute({
  getParentRoute: () => settings,
  path: '/taxes',
  component: lazyRouteComponent(() => import('~/features/taxes/Taxes'), 'Taxes'),
})

const discounts = createRoute({
  getParentRoute: () => settings,
  path: '/discounts',
  component: lazyRouteComponent(() => import('~/features/discounts/Discounts'), 'Discounts'),
})

const exchangeRates = createRoute({
  getParentRoute: () => settings,
  path: '/exchange-rates',
  component: lazyRouteComponent(() => import('~/features/exchange-rates/ExchangeRates'), 'ExchangeRates'),
})

const reminders = createRoute({
  getParentRoute: () => settings,
  path: '/reminders',
  component: lazyRouteComponent(() => import('~/features/reminders/ReminderSettings'), 'ReminderSettings'),
})

const organization = createRoute({
  getParentRoute: () => settings,
  path: '/organization',
  component: lazyRouteComponent(() => import('~/features/organization/OrganizationSettings'), 'OrganizationSettings'),
})

const people = createRoute({
  getParentRoute: () => settings,
  path: '/people',
  component: lazyRouteComponent(() => import('~/features/organization/Members'), 'Members'),
})

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('~/features/organization/ApiKeys'), 'ApiKeys'),
})

const retention = createRoute({
  getParentRoute: () => settings,
  path: '/retention',
  component: lazyRouteComponent(() => import('~/features/retention/RetentionScreen'), 'RetentionScreen'),
})

const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  validateSearch: z.object({ actor: uuid, action: word, cursor: word }),
  component: lazyRouteComponent(() => import('~/features/organization/AuditTrail'), 'AuditTrail'),
})

const sharedLinks = createRoute({
  getParentRoute: () => settings,
  path: '/shared-links',
  validateSearch: z.object({ kind: word, state: word, cursor: word }),
  component: lazyRouteComponent(() => import('~/features/shared-links/SharedLinks'), 'SharedLinks'),
})

const testClock = createRoute({
  getParentRoute: () => settings,
  path: '/test-clock',
  component: lazyRouteComponent(() => import('~/features/organization/TestClock'), 'TestClock'),
})

export const settingsRoutes = settings.addChildren([
  index,
  profile,
  display,
  companies,
  newCompany,
  company,
  brands,
  brand,
  numbering,
  templates,
  template,
  taxes,
  discounts,
  exchangeRates,
  reminders,
  organization,
  people,
  apiKeys,
  retention,
  audit,
  sharedLinks,
  testClock,
])
