// In place of a page whose files did not come: said in both languages, for nobody has chosen one yet.
import type { JSX } from 'preact'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { LANGUAGES } from '../../i18n/language.ts'
import { Button } from '../ui/button.tsx'
import { QuietScreen } from './quiet-screen.tsx'

export function LoadFailed(): JSX.Element {
  const retry = LANGUAGES.map((language) => KIOSK_WORDS[language].trouble.retry)
  return (
    <QuietScreen
      title="Suara Warga"
      actions={
        <Button large look="main" onClick={() => location.reload()}>
          {retry.join(' / ')}
        </Button>
      }
    >
      {LANGUAGES.map((language) => (
        <p key={language} lang={language}>
          {KIOSK_WORDS[language].trouble.notLoaded}
        </p>
      ))}
    </QuietScreen>
  )
}
