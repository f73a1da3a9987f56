// Behind the PIN: what waits, since when and why, and the few things that staff may do. No answer can be read here.
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { DeviceSetup } from '../../core/wire.ts'
import type { Device, DeviceStatus, RefusedSubmission } from '../../device/device.ts'
import { BY_HAND_WORDS } from '../../i18n/by-hand.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { STAFF_WORDS, type StaffWords } from '../../i18n/kiosk-staff.ts'
import { formatMoment, formatNumber } from '../../i18n/language.ts'
import { problemText } from '../../i18n/problems.ts'
import { offlineReady } from '../offline.ts'
import { language, setLanguage } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { LanguageChoice } from '../ui/language-choice.tsx'
import { SimulatedMark } from '../ui/simulated-mark.tsx'
import { APP_VERSION } from '../version.ts'
import { StaffByHand, type StaffByHandProps } from './staff-by-hand.tsx'
import { StaffLog } from './staff-log.tsx'
import { unitTitle } from './unit-title.ts'
import './staff-area.css'

/** How long "Sedang dikirim…" stays, ms. */
const SAID_MS = 4000

export interface StaffAreaProps {
  device: Device
  setup: DeviceSetup
  onClose: () => void
}

export function StaffArea({ device, setup, onClose }: StaffAreaProps): JSX.Element {
  const words = STAFF_WORDS[language.value]
  const [status, refused] = useStatus(device)
  const [said, setSaid] = useState('')
  const [byHand, setByHand] = useState<StaffByHandProps['what'] | null>(null)
  const reload = () =>
    device.refreshSetup().then(
      (loaded) => setSaid(loaded ? words.setupLoaded : words.setupFailed),
      () => setSaid(words.setupFailed),
    )
  if (byHand && status)
    return (
      <StaffByHand
        device={device}
        status={status}
        what={byHand}
        simulated={setup.simulated}
        onBack={() => setByHand(null)}
      />
    )
  return (
    <main class="staff-area" aria-labelledby="staff-title">
      <header>
        <div>
          <h1 id="staff-title">{words.title}</h1>
          <p>
            {setup.simulated && <SimulatedMark text={KIOSK_WORDS[language.value].simulated} />}{' '}
            <span lang="id">{unitTitle(setup)}</span>
          </p>
        </div>
        <LanguageChoice language={language.value} onChange={setLanguage} />
      </header>
      {status && <StatusList status={status} setup={setup} words={words} />}
      <RefusedList refused={refused} words={words} />
      <p role="status" class="staff-said">
        {said}
      </p>
      <footer>
        <Button large look="main" onClick={onClose}>
          {KIOSK_WORDS[language.value].staff.close}
        </Button>
        <Button
          large
          onClick={() => {
            setSaid(words.sending)
            device.syncNow()
            // What came of it stands above, in the status.
            setTimeout(() => setSaid(''), SAID_MS)
          }}
        >
          {words.sendNow}
        </Button>
        <Button large onClick={() => void reload()}>
          {words.reloadSetup}
        </Button>
        <Button large onClick={() => setByHand('backup')}>
          {BY_HAND_WORDS[language.value].save}
        </Button>
        <Button large onClick={() => setByHand('take-in')}>
          {BY_HAND_WORDS[language.value].take}
        </Button>
        {document.fullscreenEnabled && (
          <Button large onClick={() => void toggleFullScreen()}>
            {words.fullScreen}
          </Button>
        )}
        <a class="button button-plain button-large" href="/pasang">
          {words.pairAgain}
        </a>
        <Button large look="quiet" onClick={() => location.replace('/')}>
          {words.leave}
        </Button>
      </footer>
      <StaffLog device={device} id={setup.device.id} />
    </main>
  )
}

function useStatus(device: Device): [DeviceStatus | null, RefusedSubmission[]] {
  const [status, setStatus] = useState<DeviceStatus | null>(null)
  const [refused, setRefused] = useState<RefusedSubmission[]>([])
  useEffect(() => {
    const read = () =>
      void Promise.all([device.status(), device.refused()]).then(([now, list]) => {
        setStatus(now)
        setRefused(list)
      })
    read()
    return device.subscribe(read)
  }, [device])
  return [status, refused]
}

/** What the outbox does next is said too: unlike a person, it tries again by itself. */
function troubleText(trouble: DeviceStatus['trouble'], words: StaffWords): string {
  switch (trouble) {
    case null:
      return words.allWell
    case 'network':
      return words.network
    case 'server.busy':
    case 'server.failed':
    case 'database.unreachable':
      return words.serverTrouble
    default:
      return problemText({ code: trouble }, language.value)
  }
}

interface StatusListProps {
  status: DeviceStatus
  setup: DeviceSetup
  words: StaffWords
}

function StatusList({ status, setup, words }: StatusListProps): JSX.Element {
  const moment = (ms: number) => formatMoment(ms, language.value)
  return (
    <dl class="staff-status">
      <Item name={words.unsent} warn={status.unsent > 0}>
        {status.unsent === 0 ? words.unsentNone : formatNumber(status.unsent, language.value)}
        {status.oldestUnsentAt !== null && (
          <small>{words.unsentSince(moment(status.oldestUnsentAt))}</small>
        )}
      </Item>
      {status.former.map(({ device, unsent }) => (
        <Item key={device} name={words.former} warn>
          {formatNumber(unsent, language.value)}
          <small class="staff-id">{device}</small>
        </Item>
      ))}
      <Item name={words.trouble} warn={status.trouble !== null}>
        {troubleText(status.trouble, words)}
      </Item>
      <Item name={words.lastReceipt}>
        {status.lastReceiptAt === null ? words.never : moment(status.lastReceiptAt)}
      </Item>
      <Item name={words.offline} warn={!offlineReady.value}>
        {offlineReady.value ? words.offlineReady : words.offlineNotReady}
      </Item>
      <Item name={words.storage} warn={status.storagePersisted === false}>
        {status.storagePersisted === null
          ? words.storageUnknown
          : status.storagePersisted
            ? words.storageSafe
            : words.storageUnsafe}
        {status.evictsInDays !== null && <small>{words.evicts(status.evictsInDays)}</small>}
      </Item>
      {status.room !== 'ample' && (
        <Item name={words.room} warn>
          {status.room === 'low' ? words.roomLow : words.roomNone}
        </Item>
      )}
      {status.fresh && (
        <Item name={words.fresh} warn>
          {words.freshText}
        </Item>
      )}
      <Item name={words.sequence}>{formatNumber(status.sequence, language.value)}</Item>
      <Item name={words.version}>{APP_VERSION}</Item>
      <Item name={words.device}>
        <span class="staff-id">{setup.device.id}</span>
      </Item>
    </dl>
  )
}

function Item(props: { name: string; warn?: boolean; children: ComponentChildren }): JSX.Element {
  return (
    <div class={props.warn ? 'staff-warn' : ''}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

function RefusedList(props: { refused: RefusedSubmission[]; words: StaffWords }): JSX.Element {
  const { refused, words } = props
  return (
    <section class="staff-refused">
      <h2>
        {words.refused}: {refused.length === 0 ? words.refusedNone : refused.length}
      </h2>
      {refused.length > 0 && <p>{words.refusedHint}</p>}
      <ul>
        {refused.map((one) => (
          <li key={one.id}>
            <span>{words.savedAt(formatMoment(one.savedAt, language.value))}</span>{' '}
            {one.problems.map((problem) => problemText(problem, language.value)).join(' ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen()
  else await document.documentElement.requestFullscreen()
}
