// An address that names no page.
import type { JSX } from 'preact'
import { SITE_WORDS } from '../../i18n/site.ts'
import { language } from '../state.ts'
import { SiteFrame } from './site-frame.tsx'

export function Page(): JSX.Element {
  const words = SITE_WORDS[language.value]
  return (
    <SiteFrame title={words.missing.title}>
      <h1>{words.missing.title}</h1>
      <section class="site-card">
        <p>{words.missing.text}</p>
        <div class="site-actions">
          <a class="button button-main" href="/">
            {words.home}
          </a>
        </div>
      </section>
    </SiteFrame>
  )
}
