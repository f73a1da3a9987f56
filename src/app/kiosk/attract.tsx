// The first screen: who asks, what the service promises, where to complain, and one thing to touch.
import type { JSX } from 'preact'
import type { DeviceSetup, Service } from '../../core/wire.ts'
import { KIOSK_WORDS, type KioskWords } from '../../i18n/kiosk.ts'
import {
  ownChannelOf,
  promiseOf,
  refusalOf,
  shortNameOf,
  shownStandard,
} from '../form/standard-text.ts'
import { language, setLanguage } from '../state.ts'
import { Icon } from '../ui/icon.tsx'
import { LanguageChoice } from '../ui/language-choice.tsx'
import { Logo } from '../ui/logo.tsx'
import { SimulatedMark } from '../ui/simulated-mark.tsx'
import { askedCount } from './asked.ts'
import { Channels } from './channels.tsx'
import { LazyTrouble } from './lazy-trouble.tsx'
import { unitTitle } from './unit-title.ts'
import { WaveLines } from './wave-lines.tsx'
import './attract.css'

export interface AttractProps {
  setup: DeviceSetup
  /** The cache was verified: the kiosk starts without a server. */
  offlineReady: boolean
  /** The server does not know this device: answers are kept, and the staff must pair it again. */
  unknown: boolean
  /** Nobody opened the kiosk for days: the browser removes everything in so many; `null` = it does not. */
  evictsInDays: number | null
  /** The page is about to load again; nobody may begin. */
  updating: boolean
  onStart: () => void
  onStaff: () => void
}

export function Attract(props: AttractProps): JSX.Element {
  const { setup } = props
  const words = KIOSK_WORDS[language.value]
  const services = setup.unit.services
  const only = services.length === 1 ? services[0] : undefined
  const count = askedCount(setup)
  return (
    <main class="attract" aria-labelledby="attract-question">
      <WaveLines />
      <header class="attract-head">
        <Logo />
        <div>
          <p class="attract-unit" lang="id">
            {unitTitle(setup)}
          </p>
          <p class="attract-service">
            {setup.simulated && <SimulatedMark text={words.simulated} />}
            <span lang="id">{only ? only.name : setup.unit.name}</span>
          </p>
        </div>
      </header>
      <div class="attract-ask">
        <h1 id="attract-question">{words.attract.question}</h1>
        <p>
          {words.attract.promise(count === null ? null : (words.numbers[count] ?? String(count)))}
        </p>
        <button
          type="button"
          class="attract-start"
          disabled={props.updating}
          onClick={props.onStart}
        >
          {props.updating ? words.attract.updating : words.attract.start}
          {!props.updating && <Icon name="forward" size={32} />}
        </button>
      </div>
      <div class="attract-cards">
        {only ? (
          <StandardCard service={only} words={words} />
        ) : (
          <ServicesCard services={services} words={words} />
        )}
        <section class="attract-card">
          <h2>{words.attract.complaintTitle}</h2>
          <Channels words={words} own={ownChannelOf(services)} />
        </section>
      </div>
      <footer class="attract-foot">
        <LanguageChoice language={language.value} onChange={setLanguage} />
        <Standing {...props} words={words} />
        <button type="button" class="attract-staff" onClick={props.onStaff}>
          <Icon name="lock" size={18} />
          <span>{words.attract.staff}</span>
        </button>
      </footer>
    </main>
  )
}

/** The one thing that staff should know of the device from afar: the worst first. */
function Standing(props: AttractProps & { words: KioskWords }): JSX.Element | null {
  const { unknown, evictsInDays, words } = props
  if (!unknown && evictsInDays !== null)
    return <LazyTrouble show={({ EvictsLine }) => <EvictsLine days={evictsInDays} />} />
  if (!unknown && !props.offlineReady) return null
  return (
    <p class={unknown ? 'attract-ready attract-unknown' : 'attract-ready'}>
      <i aria-hidden="true" />
      {unknown ? words.trouble.unknown : words.attract.ready}
    </p>
  )
}

function StandardCard(props: { service: Service; words: KioskWords }): JSX.Element | null {
  const { service, words } = props
  const shown = shownStandard(service, words, language.value)
  if (shown.length === 0) return null
  const refusal = refusalOf(service)
  return (
    <section class="attract-card">
      <h2>{words.attract.standardOf(shortNameOf(service.name))}</h2>
      <dl class="attract-standard">
        {shown.map(({ component, text, long }) => (
          <div key={component} class={long ? 'long' : undefined}>
            <dt>{words.standard[component]}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {refusal && <p>{words.attract.refuse[refusal]}</p>}
    </section>
  )
}

/** What a counter with several services promises: cost and time of each, which are what people are cheated on. */
function ServicesCard(props: { services: Service[]; words: KioskWords }): JSX.Element {
  const { services, words } = props
  return (
    <section class="attract-card">
      <h2>{words.attract.services}</h2>
      <ul class="attract-services">
        {services.map((service) => (
          <li key={service.id}>
            <span lang="id">{service.name}</span>
            <span>{promiseOf(service, words, language.value)}</span>
          </li>
        ))}
      </ul>
      {services.every(refusalOf) && <p>{words.attract.refuse.cost}</p>}
    </section>
  )
}
