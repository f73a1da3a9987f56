// The head of a section: what it is, and what can be done in it.
import type { ComponentChildren, JSX } from 'preact'

export function SectionHead(props: { title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <header class="admin-apart admin-head">
      <h1>{props.title}</h1>
      {props.children && <div class="admin-actions">{props.children}</div>}
    </header>
  )
}
