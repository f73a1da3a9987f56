// How far one is: a segment per question, the one on the screen half filled. The words stand in the line below.
import type { JSX } from 'preact'
import type { Place } from './questionnaire.ts'
import './progress.css'

export function Progress({ place }: { place: Place }): JSX.Element {
  return (
    <div class="progress" aria-hidden="true">
      {Array.from({ length: place.of }, (_, i) => (
        <i key={i} class={i + 1 < place.number ? 'done' : i + 1 === place.number ? 'now' : ''} />
      ))}
    </div>
  )
}
