// Starts the app: the page that the address names, and nothing of the others.
import './font.css'
import './app.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { LoadFailed } from './kiosk/load-failed.tsx'
import { registerWorker } from './offline.ts'
import { pageAt } from './router.ts'
import { language } from './state.ts'

const root = document.getElementById('app')
if (root) {
  effect(() => {
    document.documentElement.lang = language.value
  })
  // A link that dies in the middle of the first visit leaves a page that says so, not an empty one.
  const Page = await pageAt(location.pathname).then(
    (module) => module.Page,
    () => LoadFailed,
  )
  render(<Page />, root)
  // After the first picture: the worker's downloads must not delay it.
  await registerWorker()
}
