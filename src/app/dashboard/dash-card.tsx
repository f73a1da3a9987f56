// A card of the dashboard: a section with its heading, which the navigation leads to.
import type { ComponentChildren } from 'preact'
import './dash-card.css'

interface DashCardProps {
  id: string
  title: string
  /** Beside the heading, in smaller type. */
  note?: string | undefined
  class?: string
  children: ComponentChildren
}

export function DashCard({ id, title, note, class: name = '', children }: DashCardProps) {
  return (
    <section class={`dash-card ${name}`} id={id} aria-labelledby={`${id}-title`}>
      <header class="head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note && <p class="note">{note}</p>}
      </header>
      {children}
    </section>
  )
}
