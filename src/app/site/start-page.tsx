// `/`: what this is in three sentences, and the ways in that exist.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { DeviceKind } from '../../core/wire.ts'
import { openDevice } from '../../device/device.ts'
import { SITE_WORDS } from '../../i18n/site.ts'
import { language } from '../state.ts'
import { Icon } from '../ui/icon.tsx'
import { APP_VERSION } from '../version.ts'
import { SiteFrame } from './site-frame.tsx'

export function Page(): JSX.Element {
  const words = SITE_WORDS[language.value].start
  const paired = usePaired()
  return (
    <SiteFrame title={words.title}>
      <h1>{words.title}</h1>
      <section class="site-card">
        {words.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <nav class="site-links">
          {paired === 'kiosk' && (
            <Link main href="/kiosk" name={words.kiosk} text={words.kioskText} />
          )}
          {paired === 'enumerator' && (
            <Link main href="/petugas" name={words.enumerator} text={words.kioskText} />
          )}
          <Link main={!paired} href="/masuk" name={words.signIn} text={words.signInText} />
          <Link href="/pasang" name={words.pair} text={words.pairText} />
        </nav>
      </section>
    </SiteFrame>
  )
}

interface LinkProps {
  href: string
  name: string
  text: string
  main?: boolean
}

function Link({ href, name, text, main = false }: LinkProps): JSX.Element {
  return (
    <a class={main ? 'site-link site-link-main' : 'site-link'} href={href}>
      <strong>
        {name}
        <Icon name="forward" size={22} />
      </strong>
      {text}
    </a>
  )
}

/** What this browser is paired as; `null` = as nothing, or its storage cannot be opened. */
function usePaired(): DeviceKind | null {
  const [paired, setPaired] = useState<DeviceKind | null>(null)
  useEffect(() => {
    openDevice(APP_VERSION).then(
      (device) => setPaired(device.pairing?.device.kind ?? null),
      () => setPaired(null),
    )
  }, [])
  return paired
}
