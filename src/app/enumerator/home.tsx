// The home screen: what is to do, what is unsent, what was made today, and one large button.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { localTimeOf } from '../../core/period.ts'
import type { DeviceSetup } from '../../core/wire.ts'
import type { InterviewDraft, InterviewRow } from '../../device/interviews.ts'
import { BY_HAND_WORDS } from '../../i18n/by-hand.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { PHONE_WORDS } from '../../i18n/enumerator-device.ts'
import { formatNumber } from '../../i18n/language.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Modal } from '../ui/modal.tsx'
import { SimulatedMark } from '../ui/simulated-mark.tsx'
import { HomeNotices } from './home-notices.tsx'
import { InterviewRows } from './interview-rows.tsx'
import { dayText, momentText } from './moment-text.ts'
import { ProgressCard } from './progress-card.tsx'
import { syncSaid } from './sync-words.ts'
import type { Task } from './tasks.ts'
import { useOnline } from './use-online.ts'
import type { Phone } from './use-phone.ts'
import './home.css'

export interface HomeProps {
  setup: DeviceSetup
  phone: Phone
  tasks: readonly Task[]
  task: Task
  /** What came of what was done last. */
  said: string
  updating: boolean
  onTask: (task: Task) => void
  onStart: () => void
  onDraft: (draft: InterviewDraft) => void
  onRow: (row: InterviewRow) => void
  onAll: () => void
  onDevice: () => void
  onBackup: () => void
}

/** So many finished ones are shown, besides the drafts. */
const SHOWN = 4

export function Home(props: HomeProps): JSX.Element {
  const { setup, phone, task } = props
  const words = ENUMERATOR_WORDS[language.value]
  const online = useOnline()
  const [choosing, setChoosing] = useState(false)
  const { assignment } = task
  const today = localTimeOf(Date.now(), setup.regency.timezone).day
  const ofToday = phone.latest.filter(
    (row) => localTimeOf(row.savedAt, setup.regency.timezone).day === today,
  )
  const hasToday = ofToday.length > 0 || phone.drafts.length > 0
  const sync = syncSaid(phone.status, { words, language: language.value, online })
  const refusals = phone.refusals
    .filter((one) => one.assignment === (assignment?.id ?? null))
    .reduce((sum, { count }) => sum + count, 0)
  return (
    <main class="home" aria-labelledby="home-title">
      <header class="home-head">
        <div class="home-top">
          <p>
            {setup.device.name ?? 'Suara Warga'}{' '}
            {setup.simulated && <SimulatedMark text={words.simulated} />}
          </p>
          <button type="button" class={`home-pill home-pill-${sync.tone}`} onClick={props.onDevice}>
            <i aria-hidden="true" />
            <span class="visually-hidden">{words.pill.label}: </span>
            <span role="status">{sync.text}</span>
          </button>
        </div>
        <h1 id="home-title" lang="id">
          {assignment?.village ?? task.unit.name}
        </h1>
        <p class="home-about" lang="id">
          {assignment ? aboutText(task, words.task.allServices) : words.task.own}
        </p>
        {props.tasks.length > 1 && (
          <button type="button" class="home-change" onClick={() => setChoosing(true)}>
            {words.task.choose(formatNumber(props.tasks.length, language.value))}
          </button>
        )}
      </header>
      <div class="home-body">
        {assignment && phone.progress ? (
          <ProgressCard assignment={assignment} local={phone.progress} refusals={refusals} />
        ) : (
          <section class="progress-card">
            <p>{words.task.ownText}</p>
          </section>
        )}
        <HomeNotices phone={phone} task={task} today={today} said={props.said} />
        <section class="home-part">
          <div>
            <h2>{hasToday || phone.latest.length === 0 ? words.list.today : words.list.latest}</h2>
            {phone.latest.length > 0 && (
              <button type="button" class="home-link" onClick={props.onAll}>
                {words.list.seeAll}
              </button>
            )}
          </div>
          {phone.latest.length + phone.drafts.length === 0 ? (
            <p class="home-none">{words.list.none}</p>
          ) : (
            <InterviewRows
              setup={setup}
              today={today}
              drafts={phone.drafts}
              rows={phone.latest.slice(0, SHOWN)}
              onDraft={props.onDraft}
              onRow={props.onRow}
            />
          )}
        </section>
        <DevicePart {...props} today={today} />
      </div>
      <footer class="home-foot">
        <Button
          large
          look="main"
          disabled={props.updating || task.unit.services.length === 0}
          onClick={props.onStart}
        >
          {props.updating ? words.updating : words.start}
        </Button>
      </footer>
      {choosing && <TaskChoice {...props} onClose={() => setChoosing(false)} />}
    </main>
  )
}

function DevicePart({
  setup,
  phone,
  today,
  onBackup,
  onDevice,
}: HomeProps & { today: string }): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value]
  const device = PHONE_WORDS[language.value]
  const byHand = BY_HAND_WORDS[language.value]
  const { unsent, refused, oldestUnsentAt } = phone.status
  const since =
    oldestUnsentAt === null
      ? null
      : words.since(momentText(oldestUnsentAt, setup.regency.timezone, today))
  return (
    <section class="home-part">
      <div>
        <h2>{device.title}</h2>
      </div>
      <ul class="interview-rows">
        <li>
          <button type="button" onClick={onBackup}>
            <span class="interview-number" aria-hidden="true">
              ⇪
            </span>
            <span class="interview-line">
              <strong>{byHand.save}</strong>
              <span>
                {unsent + refused === 0
                  ? byHand.saveNothing
                  : [byHand.saveText(formatNumber(unsent + refused, language.value)), since]
                      .filter(Boolean)
                      .join(', ')}
              </span>
            </span>
          </button>
        </li>
        <li>
          <button type="button" onClick={onDevice}>
            <span class="interview-number" aria-hidden="true">
              ⋯
            </span>
            <span class="interview-line">
              <strong>{device.state}</strong>
              <span>{device.more}</span>
            </span>
          </button>
        </li>
      </ul>
    </section>
  )
}

function TaskChoice(props: HomeProps & { onClose: () => void }): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value]
  return (
    <Modal title={words.task.chooseTitle} onClose={props.onClose}>
      <ul class="pick-list">
        {props.tasks.map((task) => (
          <li key={task.assignment?.id ?? ''}>
            <button
              type="button"
              aria-pressed={task === props.task}
              onClick={() => {
                props.onTask(task)
                props.onClose()
              }}
            >
              <strong lang="id">{task.assignment?.village ?? task.unit.name}</strong>
              <span lang="id">{aboutText(task, words.task.allServices)}</span>
              {task.assignment && (
                <span>{words.task.until(dayText(task.assignment.to, language.value))}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <div class="modal-actions">
        <Button onClick={props.onClose}>{words.close}</Button>
      </div>
    </Modal>
  )
}

/** `Puskesmas Tabak Kanilan · Rawat jalan` */
function aboutText({ unit }: Task, all: string): string {
  const names = unit.services.map(({ name }) => name)
  return `${unit.name} · ${names.length > 3 ? all : names.join(', ')}`
}
