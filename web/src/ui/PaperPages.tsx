// The printed pages as pictures: an SVG inside an <img> cannot run anything, whatever it contains.
import { useEffect, useState } from 'react'
import { cx } from './classes'
import { Bone } from './Skeleton'

/** Addresses of the pages for as long as they are shown; the old ones stay until the new ones are there. */
function usePictures(pages: readonly string[] | undefined): readonly string[] {
  const [urls, setUrls] = useState<readonly string[]>([])
  useEffect(() => {
    if (!pages) return undefined
    const made = pages.map((svg) => URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })))
    setUrls(made)
    return () => {
      // The picture is still on the screen while the next one is being decoded.
      setTimeout(() => made.map(URL.revokeObjectURL), 2000)
    }
  }, [pages])
  return urls
}

type Props = {
  pages: readonly string[] | undefined
  label: string
  className?: string
  /** Without lines round the pages, where they stand in a frame already. */
  bare?: boolean
}

export function PaperPages({ pages, label, className, bare = false }: Props) {
  const urls = usePictures(pages)
  if (urls.length === 0) return <Bone className={cx('aspect-[1/1.414] w-full', className)} />
  return (
    <div className={cx('grid gap-4', className)}>
      {urls.map((url, index) => (
        <img
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its place
          key={index}
          src={url}
          alt={`${label}, page ${index + 1} of ${urls.length}`}
          className={cx('w-full bg-[#fff]', !bare && 'border border-line')}
        />
      ))}
    </div>
  )
}
