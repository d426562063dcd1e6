// Starts the gallery of the kit: `npm run dev`, then /kit.html.
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import '~/ui/tokens.css'
import { Kit } from './Kit'

const router = createRouter({ routeTree: createRootRoute({ component: Kit }), history: createMemoryHistory() })
const place = document.getElementById('root')
if (place) createRoot(place).render(<RouterProvider router={router as never} />)
