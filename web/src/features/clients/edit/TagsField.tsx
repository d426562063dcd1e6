// Tags as one line of words between commas, with those in use to choose from.
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { clientTagsOptions } from '~/lib/api/client-parts'
import { TextField } from '~/ui/TextField'
import { splitTags } from '../tags'

type Props = { value: readonly string[]; onChange: (tags: string[]) => void; error: string | undefined }

export function TagsField({ value, onChange, error }: Props) {
  const list = useId()
  const { data: used = [] } = useQuery(clientTagsOptions)
  const [text, setText] = useState(value.join(', '))
  const same = splitTags(text).join() === value.join()
  return (
    <>
      <TextField
        label="Tags"
        required={false}
        autoComplete="off"
        list={list}
        hint="Words of your own, with commas between them."
        value={same ? text : value.join(', ')}
        onChange={(next) => {
          setText(next)
          onChange(splitTags(next))
        }}
        error={error}
      />
      <datalist id={list}>
        {used
          .filter((tag) => !value.includes(tag))
          .map((tag) => (
            <option key={tag} value={[...value, tag].join(', ')} />
          ))}
      </datalist>
    </>
  )
}
