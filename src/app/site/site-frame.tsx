// What every public page stands in: the name above, the language, one column.
import type { ComponentChildren, JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { language, setLanguage } from '../state.ts'
import { LanguageChoice } from '../ui/language-choice.tsx'
import { Logo } from '../ui/logo.tsx'
import './site-frame.css'

export function SiteFrame(props: {
  /** What the page is, for the browser's tab and for who hears it. */
  title: string
  children: ComponentChildren
  simulated?: ComponentChildren
}): JSX.Element {
  useEffect(() => {
    document.title = `${props.title} · Suara Warga`
  }, [props.title])
  return (
    <div class="site-frame">
      <header>
        <Logo />
        <p class="site-name">Suara Warga {props.simulated}</p>
        <LanguageChoice language={language.value} onChange={setLanguage} />
      </header>
      <main>{props.children}</main>
    </div>
  )
}
