// The parts of the page, and who is signed in. On a phone it lies on top and scrolls sideways.
import type { SessionReply } from '../../core/wire.ts'
import { Icon } from '../ui/icon.tsx'
import { chooseLanguage } from './planner-language.ts'
import { useSay } from './say.ts'
import './side-nav.css'

export interface NavItem {
  /** Of the section. */
  id: string
  text: string
}

interface SideNavProps {
  items: readonly NavItem[]
  /** The section that is read now. */
  current: string | null
  session: SessionReply | null
  simulated: boolean
  /** The server did not end the session, which is still open. */
  signOutFailed: boolean
  onSignOut: () => void
}

export function SideNav(props: SideNavProps) {
  const { items, current, session, simulated } = props
  const { w, language } = useSay()
  const other = language === 'id' ? 'en' : 'id'
  return (
    <header class="side-nav">
      <p class="brand">
        <Icon name="waves" size={28} />
        {w.brand}
      </p>
      {simulated && (
        <p class="simulated" title={w.simulatedWhy}>
          {w.simulated}
        </p>
      )}
      {items.length > 0 && (
        <nav aria-label={w.nav.label}>
          <ul>
            {items.map(({ id, text }) => (
              <li key={id}>
                <a href={`#${id}`} aria-current={id === current ? 'true' : undefined}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class="account">
        {session && (
          <p class="who">
            {w.nav.signedInAs} <strong>{session.username}</strong>
          </p>
        )}
        <button type="button" lang={other} onClick={() => chooseLanguage(other)}>
          {w.otherLanguage}
        </button>
        {session && (
          <button type="button" onClick={props.onSignOut}>
            {props.signOutFailed ? w.nav.signOutAgain : w.nav.signOut}
          </button>
        )}
      </div>
      <p class="not-out" role="alert">
        {props.signOutFailed && w.nav.signOutFailed}
      </p>
    </header>
  )
}
