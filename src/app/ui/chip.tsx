// A word or two about the state of something.
import type { JSX } from 'preact'
import './chip.css'

export type ChipTone = 'good' | 'plain' | 'warn' | 'bad'

export function Chip({ tone, text }: { tone: ChipTone; text: string }): JSX.Element {
  return <span class={`chip chip-${tone}`}>{text}</span>
}
