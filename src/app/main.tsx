// Starts the app: the page that the address names, and nothing of the others.
import './font.css'
import './app.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { registerWorker } from './offline.ts'
import { pageAt } from './router.ts'
import { language } from './state.ts'

const root = document.getElementById('app')
if (root) {
  effect(() => {
    document.documentElement.lang = language.value
  })
  const { Page } = await pageAt(location.pathname)
  render(<Page />, root)
  // After the first picture: the worker's downloads must not delay it.
  await registerWorker()
}
