// "Data contoh": on every screen of a database with simulated answers.
import type { JSX } from 'preact'
import './simulated-mark.css'

export function SimulatedMark({ text }: { text: string }): JSX.Element {
  return <strong class="simulated-mark">{text}</strong>
}
