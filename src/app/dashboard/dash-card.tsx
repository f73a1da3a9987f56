// A card of the dashboard: a section with its heading, which the navigation leads to. What it draws can be read as a table.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { PlainTable, type TableContent } from './plain-table.tsx'
import { useSay } from './say.ts'
import { Scroller } from './scroller.tsx'
import './dash-card.css'

interface DashCardProps {
  id: string
  title: string
  /** Beside the heading, in smaller type. */
  note?: string | undefined
  class?: string
  /** The table behind a chart; asked for, it stands in the chart's place. */
  table?: TableContent | undefined
  children: ComponentChildren
}

export function DashCard({ id, title, note, class: name = '', table, children }: DashCardProps) {
  const { w } = useSay()
  const [asTable, setAsTable] = useState(false)
  return (
    <section class={`dash-card ${name}`} id={id} aria-labelledby={`${id}-title`}>
      <header class="head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note && <p class="note">{note}</p>}
        {table && (
          <button
            type="button"
            aria-label={`${asTable ? w.table.hide : w.table.show}: ${title}`}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? w.table.hide : w.table.show}
          </button>
        )}
      </header>
      {table && asTable ? (
        <Scroller label={title}>
          <PlainTable {...table} caption={title} />
        </Scroller>
      ) : (
        children
      )}
    </section>
  )
}
