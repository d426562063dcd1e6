// A whole list out of its pages, for menus and screens that need all of it.

type Page<T> = { data: T[]; next: string | null }

const MOST_PAGES = 50

export async function everyPage<T>(read: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  let next: string | null = ''
  for (let page = 0; next !== null && page < MOST_PAGES; page += 1) {
    const found: Page<T> = await read(next === '' ? {} : { cursor: next })
    all.push(...found.data)
    next = found.next
  }
  return all
}
