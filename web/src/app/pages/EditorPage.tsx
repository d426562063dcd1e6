// The invoice editor, with the dialog that makes a client on the way.
import { NewClientDialog } from '~/features/clients/NewClientDialog'
import { EditorScreen } from '~/features/invoices/editor/EditorScreen'

export function EditorPage() {
  return (
    <EditorScreen
      newClient={(name, onMade, onClose) => (
        <NewClientDialog
          name={name}
          onMade={(client) => onMade({ id: client.id, name: client.profile.name, currency: client.currency })}
          onClose={onClose}
        />
      )}
    />
  )
}
