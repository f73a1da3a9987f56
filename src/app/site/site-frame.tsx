// What every public page stands in: the name above, the language, one column.
import type { ComponentChildren, JSX } from 'preact'
import { language, setLanguage } from '../state.ts'
import { LanguageChoice } from '../ui/language-choice.tsx'
import { Logo } from '../ui/logo.tsx'
import './site-frame.css'

export function SiteFrame(props: {
  children: ComponentChildren
  simulated?: ComponentChildren
}): JSX.Element {
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
