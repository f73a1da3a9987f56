// Starts the app: the page that the address names, and nothing of the others.
import '@fontsource-variable/plus-jakarta-sans/wght.css'
import './app.css'
import { render } from 'preact'
import { pageAt } from './router.ts'

const root = document.getElementById('app')
if (root) {
  const { Page } = await pageAt(location.pathname)
  render(<Page />, root)
}
