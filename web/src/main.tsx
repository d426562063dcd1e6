// Starts the app.
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './app/client'
import { makeRouter } from './app/router'
import { onSessionEnded } from './lib/api/client'
import { forgetSession } from './lib/api/session'
import './ui/tokens.css'
import { Toasts } from './ui/Toasts'

const client = makeQueryClient()
const router = makeRouter(client)

onSessionEnded(async () => {
  const { href, pathname } = router.state.location
  if (pathname === '/sign-in') return
  await router.navigate({ to: '/sign-in', search: { next: href } })
  forgetSession(client)
})

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <Toasts />
    </QueryClientProvider>
  </StrictMode>,
)
