// The command palette: acts, places and live results in one list.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ArrowRightLeft, Banknote, Building2, FileText, type LucideIcon, Plus, Search } from 'lucide-react'
import { useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { answer, api } from '~/lib/api/client'
import { useMe } from '~/lib/api/session'
import { useAtRest } from '~/lib/at-rest'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { Kbd } from '~/ui/Kbd'
import { useCompanyChoice } from './company'
import { NEW_CLIENT, NEW_INVOICE, PAYMENTS, visiblePlaces } from './navigation'
import { closePalette, paletteIsReady, paletteState } from './palette-state'

type Entry = { id: string; label: string; detail?: string; keys?: string; icon: LucideIcon; run: () => void }
type Section = { title: string; entries: Entry[] }

function useFound(text: string): Section[] {
  const navigate = useNavigate()
  const locale = useLocale()
  const q = useAtRest(text.trim())
  const { data } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => answer(api.GET('/v1/search', { params: { query: { q } }, signal })),
    enabled: q.length > 1,
    placeholderData: (before) => before,
  })
  if (!data || text.trim() === '') return []
  const invoices = data.invoices.map((invoice) => ({
    id: invoice.id,
    label: `${invoice.number ?? 'Draft'} · ${invoice.client_name}`,
    detail:
      invoice.status === 'draft'
        ? undefined
        : formatMoney({ amount: invoice.balance, currency: invoice.currency }, locale),
    icon: FileText,
    run: () => navigate({ to: `/invoices/${invoice.id}` }),
  }))
  const clients = data.clients.map((client) => ({
    id: client.id,
    label: client.name,
    icon: Building2,
    run: () => navigate({ to: `/clients/${client.id}` }),
  }))
  return [
    { title: 'Invoices', entries: invoices },
    { title: 'Clients', entries: clients },
  ]
}

function useCommands(text: string): Section[] {
  const navigate = useNavigate()
  const me = useMe()
  const { companies, current, choose } = useCompanyChoice()
  const wanted = text.trim().toLowerCase()
  const fits = (entry: Entry) => entry.label.toLowerCase().includes(wanted)
  const acts: Entry[] = [
    { id: 'new-invoice', label: 'New invoice', keys: 'c', icon: Plus, run: () => navigate({ to: NEW_INVOICE }) },
    { id: 'record-payment', label: 'Record payment', icon: Banknote, run: () => navigate({ to: PAYMENTS }) },
    { id: 'new-client', label: 'New client', icon: Plus, run: () => navigate({ to: NEW_CLIENT }) },
  ]
  const switches = companies
    .filter((company) => company.id !== current?.id)
    .map((company) => ({
      id: `from-${company.id}`,
      label: `Write invoices for ${company.profile.name}`,
      icon: ArrowRightLeft,
      run: () => choose(company),
    }))
  const places = visiblePlaces(me).map((place) => ({
    id: place.to,
    label: place.label,
    keys: place.keys,
    icon: place.icon,
    run: () => navigate({ to: place.to }),
  }))
  return [
    { title: 'Do', entries: [...acts, ...switches].filter(fits) },
    { title: 'Go to', entries: places.filter(fits) },
  ]
}

function Row({ entry }: { entry: Entry }) {
  const Icon = entry.icon
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.label}
      onAction={() => {
        closePalette()
        entry.run()
      }}
      className="flex h-10 cursor-pointer items-center gap-3 rounded-control px-3 outline-none data-focused:bg-ink/7"
    >
      <Icon aria-hidden className="size-4 text-muted" />
      <span className="min-w-0 flex-1 truncate">{entry.label}</span>
      {entry.detail && <span className="text-muted">{entry.detail}</span>}
      {entry.keys && <Kbd keys={entry.keys} />}
    </MenuItem>
  )
}

function Results({ text }: { text: string }) {
  const sections = [...useCommands(text), ...useFound(text)].filter((section) => section.entries.length > 0)
  return (
    <Menu
      aria-label="Results"
      className="max-h-[min(26rem,55dvh)] overflow-auto p-2 outline-none"
      renderEmptyState={() => <p className="px-3 py-8 text-center text-muted">Nothing is called “{text}”.</p>}
    >
      {sections.map((section) => (
        <MenuSection key={section.title} aria-label={section.title}>
          <Header className="px-3 pt-2 pb-1 text-muted text-small">{section.title}</Header>
          {section.entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </MenuSection>
      ))}
    </Menu>
  )
}

export function Palette() {
  const [text, setText] = useState(() => paletteState().typed)
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={closePalette}
      className="fixed inset-0 z-50 flex animate-fade items-start justify-center bg-veil p-3 pt-[12dvh]"
    >
      <Modal className="w-full max-w-xl animate-rise overflow-hidden rounded-panel bg-raised shadow-raised">
        <Dialog aria-label="Search and commands" className="outline-none">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField
              autoFocus
              aria-label="Search and commands"
              className="flex h-14 items-center gap-3 border-line border-b px-5"
            >
              <Search aria-hidden className="size-5 text-muted" />
              <Input
                placeholder="Search, or say what to do"
                onFocus={paletteIsReady}
                className="h-full flex-1 bg-transparent text-lead outline-none [&::-webkit-search-cancel-button]:hidden"
              />
              <Kbd keys="Esc" />
            </SearchField>
            <Results text={text} />
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
