// A screen with one thing to say and what to do about it: the notice, the choice of a service, saving, trouble.
import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { language } from '../state.ts'
import { SimulatedMark } from '../ui/simulated-mark.tsx'
import './quiet-screen.css'

export interface QuietScreenProps {
  title: string
  header?: ComponentChildren
  /** Marks the screen where no header does. */
  simulated?: boolean
  children: ComponentChildren
  /** The buttons. */
  actions?: ComponentChildren
}

export function QuietScreen(props: QuietScreenProps): JSX.Element {
  const title = useRef<HTMLHeadingElement>(null)
  // With the screen, not after it: a quick key must not find the focus somewhere else.
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), [])
  return (
    <main class="quiet-screen" aria-labelledby="quiet-title">
      {props.header}
      {props.simulated && <SimulatedMark text={KIOSK_WORDS[language.value].simulated} />}
      <div class="quiet-body">
        <h1 id="quiet-title" ref={title} tabIndex={-1}>
          {props.title}
        </h1>
        {props.children}
      </div>
      {props.actions && <footer class="quiet-actions">{props.actions}</footer>}
    </main>
  )
}
