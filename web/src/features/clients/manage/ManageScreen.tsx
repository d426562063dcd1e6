// What belongs to all clients together: segments, fields of one's own, and clients that are there twice.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Link } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { Tabs } from '~/ui/Tabs'
import { Duplicates } from './Duplicates'
import { Fields } from './Fields'
import { Segments } from './Segments'
import { manageSearch } from './search'

export function ManageScreen() {
  const { tab } = useSearch({ from: '/shell/clients/manage' })
  const navigate = useNavigate({ from: '/clients/manage' })
  const items = [
    { id: 'segments', label: 'Segments', content: <Segments /> },
    { id: 'fields', label: 'Your own fields', content: <Fields /> },
    { id: 'duplicates', label: 'Duplicates', content: <Duplicates /> },
  ]
  return (
    <>
      <PageHeader title="Manage clients" above={<Link to="/clients">Clients</Link>} />
      <Tabs
        label="Manage clients"
        items={items}
        selected={tab ?? 'segments'}
        onSelect={(id) => void navigate({ search: manageSearch.parse({ tab: id }), replace: true, resetScroll: false })}
      />
    </>
  )
}
