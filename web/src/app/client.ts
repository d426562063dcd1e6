// The query cache: fifteen seconds fresh, no retries of what the server refused.
import { QueryClient } from '@tanstack/react-query'
import { Problem } from '~/lib/problem'

function worthRetrying(failures: number, error: Error): boolean {
  const refused = error instanceof Problem && error.status >= 400 && error.status < 500
  return !refused && failures < 2
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 15_000, retry: worthRetrying, refetchOnWindowFocus: true } },
  })
}
