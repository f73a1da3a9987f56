// The sign of the app: two waves of the Barito.
import type { JSX } from 'preact'
import { Icon } from './icon.tsx'
import './logo.css'

export function Logo(): JSX.Element {
  return (
    <span class="logo">
      <Icon name="waves" size={32} />
    </span>
  )
}
