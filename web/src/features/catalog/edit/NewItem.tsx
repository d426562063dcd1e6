// A new item or bundle of the catalog.
import { useNavigate } from '@tanstack/react-router'
import { can, useMe } from '~/lib/api/session'
import { useTitle } from '~/lib/title'
import { Link, LinkButton } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { toast } from '~/ui/toasts'
import { newDraft } from '../draft'
import { ItemForm } from './ItemForm'

export function NewItem() {
  const me = useMe()
  const navigate = useNavigate()
  useTitle('New item')
  return (
    <div className="max-w-form">
      <PageHeader title="New item" above={<Link to="/catalog">Catalog</Link>} />
      {can(me, 'catalog.write') ? (
        <ItemForm
          start={newDraft(me.organization?.base_currency ?? 'EUR')}
          save="Add the item"
          onSaved={(item) => {
            toast(`${item.name} is in the catalog.`)
            void navigate({ to: '/catalog' })
          }}
          beside={
            <LinkButton to="/catalog" tone="quiet" size="large">
              Cancel
            </LinkButton>
          }
        />
      ) : (
        <Notice title="You cannot add items">Your role only reads. Ask an owner or an admin for another one.</Notice>
      )}
    </div>
  )
}
