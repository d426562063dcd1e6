// Changing one number series, by its parts or by a pattern, with the numbers it would make beside it.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { previewSeries, type Series, updateSeries } from '~/lib/api/series'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { CountFields } from './CountFields'
import { SchemeFields } from './SchemeFields'
import { SeriesExample } from './SeriesExample'
import { requestOf, wishOf } from './scheme'

const TOKENS = ['{seq:4}', '{year}', '{year:2}', '{endyear:2}', '{month}', '{quarter}', '{client}']

type Props = { series: Series; title: string; onClose: () => void }

export function SeriesForm({ series, title, onClose }: Props) {
  const client = useQueryClient()
  const [wish, setWish] = useState(() => wishOf(series))
  const submission = useSubmit(async () => {
    const { wanted } = await previewSeries(requestOf(wish, series.id))
    const saved = await updateSeries(series.id, series.version, wanted)
    await client.invalidateQueries({ queryKey: ['series'] })
    toast(`Saved. The next number is ${saved.next_number}.`)
    onClose()
  })
  const { errors } = submission
  const byParts = wish.by === 'parts'
  return (
    <Form submission={submission} label={`Number series: ${title}`}>
      {byParts ? (
        <SchemeFields wish={wish} onChange={setWish} errors={errors} />
      ) : (
        <>
          <TextField
            label="Pattern"
            required
            spellCheck={false}
            value={wish.pattern}
            onChange={(pattern) => setWish({ ...wish, pattern })}
            error={errors.pattern}
            hint="Everything outside braces stands as it is."
          />
          <fieldset className="-mt-3 flex flex-wrap gap-1.5">
            <legend className="sr-only">Put in</legend>
            {TOKENS.map((token) => (
              <Button
                key={token}
                size="small"
                className="font-normal!"
                onClick={() => setWish({ ...wish, pattern: wish.pattern + token })}
              >
                {token}
              </Button>
            ))}
          </fieldset>
        </>
      )}
      <CountFields wish={wish} onChange={setWish} errors={errors} />
      <SeriesExample wish={requestOf(wish, series.id)} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" busy={submission.busy}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          tone="quiet"
          className="ms-auto"
          onClick={() => setWish({ ...wish, by: byParts ? 'pattern' : 'parts', pattern: wish.pattern })}
        >
          {byParts ? 'Write the pattern yourself' : 'Choose from parts'}
        </Button>
      </div>
    </Form>
  )
}
