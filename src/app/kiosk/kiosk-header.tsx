// Above every screen of a visit: who asks about what, the language, reading aloud, larger text.
import type { JSX } from 'preact'
import type { DeviceSetup } from '../../core/wire.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { language, largeText, setLanguage } from '../state.ts'
import { Icon } from '../ui/icon.tsx'
import { LanguageChoice } from '../ui/language-choice.tsx'
import { Logo } from '../ui/logo.tsx'
import { SimulatedMark } from '../ui/simulated-mark.tsx'
import { unitTitle } from './unit-title.ts'
import type { Speech } from './use-speech.ts'
import './kiosk-header.css'

export interface KioskHeaderProps {
  setup: DeviceSetup
  /** The name of the service, or `null` while it is not chosen. */
  service: string | null
  speech: Speech | null
  spoken: string
}

export function KioskHeader(props: KioskHeaderProps): JSX.Element {
  const { setup, speech } = props
  const words = KIOSK_WORDS[language.value]
  return (
    <header class="kiosk-header">
      <Logo />
      <div class="kiosk-header-who">
        <p lang="id">{unitTitle(setup)}</p>
        <p>
          {setup.simulated && <SimulatedMark text={words.simulated} />}
          {props.service && <span lang="id">{props.service}</span>}
        </p>
      </div>
      <LanguageChoice language={language.value} onChange={setLanguage} />
      {speech && (
        <button
          type="button"
          class="kiosk-tool"
          aria-pressed={speech.speaking}
          onClick={() => speech.toggle(props.spoken)}
        >
          <Icon name="speaker" size={22} />
          <span>{speech.speaking ? words.stopReading : words.readAloud}</span>
        </button>
      )}
      <button
        type="button"
        class="kiosk-tool kiosk-tool-size"
        aria-label={words.textSize}
        aria-pressed={largeText.value}
        onClick={() => {
          largeText.value = !largeText.value
        }}
      >
        <span aria-hidden="true">A</span>
        <span aria-hidden="true">A</span>
      </button>
    </header>
  )
}
