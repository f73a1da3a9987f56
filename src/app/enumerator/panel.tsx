// A screen with one thing to say or to choose: its title, its content, and its buttons low on the screen.
import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { language } from '../state.ts'
import { Icon } from '../ui/icon.tsx'
import './panel.css'

export interface PanelProps {
  title: string
  /** Back, above the title; absent = there is no way back. */
  onBack?: () => void
  /** Something is done and safe. */
  done?: boolean
  children?: ComponentChildren
  /** The buttons. */
  actions?: ComponentChildren
}

export function Panel({ title, onBack, done = false, children, actions }: PanelProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [title])
  return (
    <main class="panel" aria-labelledby="panel-title">
      <div class="interview-body">
        {onBack && (
          <button type="button" class="panel-back" onClick={onBack}>
            <Icon name="back" />
            {ENUMERATOR_WORDS[language.value].back}
          </button>
        )}
        {done && (
          <span class="panel-done">
            <Icon name="check" size={48} />
          </span>
        )}
        <h1 id="panel-title" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
      {actions && <footer class="interview-foot">{actions}</footer>}
    </main>
  )
}
