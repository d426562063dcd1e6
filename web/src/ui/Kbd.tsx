// A key on the keyboard; "g i" is shown as two keys.
export function Kbd({ keys }: { keys: string }) {
  const caps = keys.split(' ')
  return (
    <span className="inline-flex gap-1">
      {caps.map((cap, index) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice in a chord
          key={index}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-tag border border-line bg-sunken px-1 font-sans text-muted text-small"
        >
          {cap}
        </kbd>
      ))}
    </span>
  )
}
