// "This phone": what waits and why, how safe the storage is, language, installing, files, pairing again, the log.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { DeviceSetup } from '../../core/wire.ts'
import type { Device, DeviceStatus } from '../../device/device.ts'
import { BY_HAND_WORDS } from '../../i18n/by-hand.ts'
import { PHONE_WORDS, type PhoneWords } from '../../i18n/enumerator-device.ts'
import { formatMoment, formatNumber } from '../../i18n/language.ts'
import { problemText } from '../../i18n/problems.ts'
import { offlineReady } from '../offline.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { LanguageChoice } from '../ui/language-choice.tsx'
import { Notice } from '../ui/notice.tsx'
import { APP_VERSION } from '../version.ts'
import { InstallOffer } from './install-offer.tsx'
import { LogList } from './log-list.tsx'
import { Panel } from './panel.tsx'
import { RefusedAnswers } from './refused-answers.tsx'
import { chooseLanguage } from './remembered.ts'
import './device-area.css'

export interface DeviceAreaProps {
  device: Device
  setup: DeviceSetup
  status: DeviceStatus
  onBack: () => void
  onBackup: () => void
  onTakeIn: () => void
  onPairAgain: () => void
}

export function DeviceArea(props: DeviceAreaProps): JSX.Element {
  const { device, setup, status } = props
  const words = PHONE_WORDS[language.value]
  const byHand = BY_HAND_WORDS[language.value]
  const [said, setSaid] = useState('')
  const reload = () =>
    device.refreshSetup().then(
      (loaded) => setSaid(loaded ? words.reloaded : words.reloadFailed),
      () => setSaid(words.reloadFailed),
    )
  return (
    <Panel title={words.title} onBack={props.onBack}>
      <Facts status={status} setup={setup} words={words} />
      {status.refused > 0 && <RefusedAnswers device={device} status={status} />}
      <div class="device-buttons">
        <Button
          look="main"
          onClick={() => {
            setSaid(words.sending)
            device.syncNow()
          }}
        >
          {words.sendNow}
        </Button>
        <Button onClick={() => void reload()}>{words.reload}</Button>
      </div>
      <Notice tone="info">{said}</Notice>
      <section class="device-part">
        <h2>{byHand.save}</h2>
        <div class="device-buttons">
          <Button onClick={props.onBackup}>{byHand.save}</Button>
          <Button onClick={props.onTakeIn}>{byHand.take}</Button>
        </div>
      </section>
      <section class="device-part">
        <h2>{words.language}</h2>
        <LanguageChoice language={language.value} onChange={chooseLanguage} />
      </section>
      <section class="device-part">
        <h2>{words.install.title}</h2>
        <InstallOffer always />
      </section>
      <section class="device-part">
        <h2>{words.log}</h2>
        <LogList device={device} id={setup.device.id} />
      </section>
      <section class="device-part">
        <h2>{words.pairAgain}</h2>
        <p>{words.pairAgainText}</p>
        <Button onClick={props.onPairAgain}>{words.pairAgain}</Button>
      </section>
    </Panel>
  )
}

interface FactsProps {
  status: DeviceStatus
  setup: DeviceSetup
  words: PhoneWords
}

function Facts({ status, setup, words }: FactsProps): JSX.Element {
  const { facts } = words
  const moment = (ms: number) => formatMoment(ms, language.value)
  const number = (n: number) => formatNumber(n, language.value)
  const since = status.oldestUnsentAt
  const list: [name: string, value: string, warn?: boolean][] = [
    [
      facts.unsent,
      status.unsent === 0
        ? facts.none
        : `${number(status.unsent)}${since === null ? '' : `, ${facts.since(moment(since))}`}`,
      status.unsent > 0,
    ],
    [facts.trouble, troubleText(status.trouble, words), status.trouble !== null],
    [facts.lastReceipt, status.lastReceiptAt === null ? facts.never : moment(status.lastReceiptAt)],
    [facts.refused, status.refused === 0 ? facts.none : number(status.refused), status.refused > 0],
    [facts.storage, storageText(status.storagePersisted, words), status.storagePersisted === false],
    [
      facts.offline,
      offlineReady.value ? facts.offlineReady : facts.offlineNotReady,
      !offlineReady.value,
    ],
    [facts.person, setup.device.name ?? ''],
    [facts.device, setup.device.id],
    [facts.version, APP_VERSION],
  ]
  return (
    <dl class="device-facts">
      {list
        .filter(([, value]) => value !== '')
        .map(([name, value, warn]) => (
          <div key={name} class={warn ? 'warn' : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function storageText(persisted: boolean | null, { facts }: PhoneWords): string {
  if (persisted === null) return facts.unknownStorage
  return persisted ? facts.safe : facts.unsafe
}

function troubleText(trouble: DeviceStatus['trouble'], { facts }: PhoneWords): string {
  if (trouble === null) return facts.well
  return trouble === 'network' ? facts.network : problemText({ code: trouble }, language.value)
}
