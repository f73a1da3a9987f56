// A section that has nothing to show yet: on its way, or not to be had, and why.
import type { ComponentChildren, JSX } from 'preact'
import { ADMIN_WORDS } from '../../i18n/admin.ts'
import { language } from '../state.ts'
import type { Trouble } from '../trouble.ts'
import { Button } from '../ui/button.tsx'
import './states.css'

export function Loading(): JSX.Element {
  return (
    <div class="admin-loading" role="status">
      <span class="visually-hidden">{ADMIN_WORDS[language.value].loading}</span>
      <div />
      <div />
    </div>
  )
}

export function Failed(props: { trouble: Trouble; onRetry: () => void }): JSX.Element {
  const w = ADMIN_WORDS[language.value]
  const { title, text } = w.trouble[props.trouble]
  return (
    <StateCard title={title} text={text} alert>
      <Button look="main" onClick={props.onRetry}>
        {w.trouble.retry}
      </Button>
    </StateCard>
  )
}

/** Also for "there is none yet", with what to do about it. */
export function StateCard(props: {
  title: string
  text: string
  alert?: boolean
  children?: ComponentChildren
}): JSX.Element {
  return (
    <section class="admin-state" role={props.alert ? 'alert' : undefined}>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children && <div class="admin-actions">{props.children}</div>}
    </section>
  )
}
