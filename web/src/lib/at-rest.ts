// A value once it has stopped changing, for questions that should not be asked at every key.
import { useEffect, useState } from 'react'

/** The last value that stood still for `waitMs`; equal contents count as the same value. */
export function useAtRest<T>(value: T, waitMs = 200): T {
  const [rest, setRest] = useState(value)
  const content = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setRest(JSON.parse(content) as T), waitMs)
    return () => clearTimeout(timer)
  }, [content, waitMs])
  return rest
}
