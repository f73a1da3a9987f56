// The parts of a page that people sign in for, and who is signed in. On a phone it lies on top and scrolls sideways.
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { FRAME_WORDS } from '../../i18n/frame.ts'
import type { Language } from '../../i18n/language.ts'
import { Icon } from './icon.tsx'
import './side-nav.css'

interface NavItem {
  href: string
  text: string
  /** `page`: what is open; `true`: the part of it that is read now. */
  current?: 'page' | 'true' | undefined
}

export interface NavGroup {
  title?: string
  items: readonly NavItem[]
}

interface SideNavProps {
  /** What the navigation leads through. */
  label: string
  groups: readonly NavGroup[]
  language: Language
  /** Username; `null` while it is not known. */
  who: string | null
  simulated: boolean
  /** The server did not end the session, which is still open. */
  signOutFailed: boolean
  onSignOut: () => void
  onLanguage: (language: Language) => void
  /** Follows a link without loading the page again; `false` = the browser shall. */
  onGo?: (href: string) => boolean
}

export function SideNav(props: SideNavProps): JSX.Element {
  const { who, simulated, language } = props
  const w = FRAME_WORDS[language]
  const other = language === 'id' ? 'en' : 'id'
  const groups = props.groups.filter(({ items }) => items.length > 0)
  const nav = useRef<HTMLElement>(null)
  const open = groups.flatMap(({ items }) => items).find(({ current }) => current === 'page')?.href
  useEffect(() => {
    // On a phone what is open may lie beyond the edge of the row.
    const link = open && nav.current?.querySelector('[aria-current="page"]')
    if (link) link.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [open])
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
      {groups.length > 0 && (
        <nav ref={nav} aria-label={props.label}>
          {groups.map((group, i) => (
            <Group key={group.title ?? i} {...group} onGo={props.onGo} />
          ))}
        </nav>
      )}
      <div class="account">
        {who !== null && (
          <p class="who">
            {w.signedInAs} <strong>{who}</strong>
          </p>
        )}
        <button type="button" lang={other} onClick={() => props.onLanguage(other)}>
          {w.otherLanguage}
        </button>
        {who !== null && (
          <button type="button" onClick={props.onSignOut}>
            {props.signOutFailed ? w.signOutAgain : w.signOut}
          </button>
        )}
      </div>
      <p class="not-out" role="alert">
        {props.signOutFailed && w.signOutFailed}
      </p>
    </header>
  )
}

function Group({
  title,
  items,
  onGo,
}: NavGroup & { onGo: SideNavProps['onGo'] | undefined }): JSX.Element {
  return (
    <>
      {title && <p class="group">{title}</p>}
      <ul>
        {items.map(({ href, text, current }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={current}
              onClick={(event) => {
                if (isPlainClick(event) && onGo?.(href)) event.preventDefault()
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Not one that asks for another tab. */
function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
}
