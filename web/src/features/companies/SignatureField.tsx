// The signature below each mail of the company, and how the end of a mail looks with it.
import { TextArea } from '~/ui/TextField'

type Props = { value: string; onChange: (text: string) => void; error: string | undefined }

export function SignatureField({ value, onChange, error }: Props) {
  const text = value.trim()
  return (
    <>
      <TextArea
        label="E-mail signature"
        required={false}
        rows={4}
        placeholder="Your name, what you do, how to reach you"
        hint="Plain text below each invoice, reminder and receipt you send."
        value={value}
        onChange={onChange}
        error={error}
      />
      {text !== '' && (
        <figure className="rounded-control border border-line bg-surface p-4">
          <figcaption className="mb-3 text-muted text-small">The end of your mails</figcaption>
          <p>If you have a question, just reply to this mail.</p>
          <p className="mt-3 whitespace-pre-line break-words text-muted">{text}</p>
        </figure>
      )}
    </>
  )
}
