// Begin a template of one's own: a copy of a standard one to change the words of, or HTML and CSS.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { createTemplate, type StandardName, standardTemplatesOptions } from '~/lib/api/templates'
import { fieldErrors, sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { Notice } from '~/ui/Notice'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'

export function NewTemplate({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const standard = useQuery(standardTemplatesOptions)
  const [name, setName] = useState('')
  const [from, setFrom] = useState<string>('modern')
  const begin = useMutation({
    mutationFn: () => {
      const base = standard.data?.find((one) => one.name === from)?.name
      return createTemplate({
        name: name.trim(),
        kind: from === 'source' ? 'source' : 'blocks',
        standard: (base ?? 'modern') satisfies StandardName,
        inherit: false,
      })
    },
    onSuccess: async (made) => {
      void client.invalidateQueries({ queryKey: ['templates', 'own'] })
      await navigate({ to: '/settings/templates/$id', params: { id: made.id } })
    },
  })
  const wrong = fieldErrors(begin.error)
  function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() && !begin.isPending) begin.mutate()
  }
  return (
    <Dialog
      open
      title="New template"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="new-template" tone="primary" busy={begin.isPending} disabled={!name.trim()}>
            Begin
          </Button>
        </>
      }
    >
      <form id="new-template" onSubmit={submit} className="grid gap-5">
        {begin.error && !wrong.name && <Notice tone="late">{sentenceOf(begin.error)}</Notice>}
        <TextField label="Name" value={name} onChange={setName} maxLength={80} error={wrong.name} autoFocus />
        <Select
          label="Begin with"
          value={from}
          onChange={setFrom}
          hint={
            from === 'source'
              ? 'A whole invoice in HTML, CSS and Liquid. For those who write web pages.'
              : 'A copy of this one, with texts of your own.'
          }
          options={[
            ...(standard.data ?? []).map((one) => ({ value: one.name, label: one.title })),
            { value: 'source', label: 'HTML and CSS' },
          ]}
        />
      </form>
    </Dialog>
  )
}
