// The app on the home screen: the browser's own offer where there is one, the way by hand where there is none.
import type { JSX } from 'preact'
import { PHONE_WORDS } from '../../i18n/enumerator-device.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { install, installOffered, isApple, isInstalled } from './install.ts'
import './install-offer.css'

/** @param always also where the browser offers nothing: then how to do it by hand */
export function InstallOffer({ always = false }: { always?: boolean }): JSX.Element | null {
  const words = PHONE_WORDS[language.value].install
  const offered = installOffered()
  if (isInstalled()) return always ? <p>{words.done}</p> : null
  if (!offered && !always) return null
  return (
    <section class="install-offer">
      <p>{always ? words.text : words.offer}</p>
      {offered ? (
        <Button look="plain" onClick={() => void install()}>
          {words.button}
        </Button>
      ) : (
        <p>{isApple() ? words.iosHand : words.byHand}</p>
      )}
    </section>
  )
}
