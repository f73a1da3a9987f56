// `/mulai`: the first minutes of an empty server: try it with the example, or set up one's own regency.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { StartReply } from '../../core/wire.ts'
import { startFirstRun } from '../../device/api.ts'
import { type Device, openDevice } from '../../device/device.ts'
import { problemText } from '../../i18n/problems.ts'
import { SITE_WORDS } from '../../i18n/site.ts'
import { insecureContext } from '../offline.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { CopyLine } from '../ui/copy-line.tsx'
import { SimulatedMark } from '../ui/simulated-mark.tsx'
import { APP_VERSION } from '../version.ts'
import { SiteFrame } from './site-frame.tsx'
import './first-run-page.css'

type Stage =
  | { at: 'choice'; problem: string }
  | { at: 'trying' }
  | { at: 'closed' }
  | { at: 'steps' }
  | { at: 'ready'; reply: StartReply; pin: string | null }

export function Page(): JSX.Element {
  // Kept in memory only: an address is shown, stored and shared.
  const [key] = useState(keyFromAddress)
  const [stage, setStage] = useState<Stage>(
    key === '' ? { at: 'closed' } : { at: 'choice', problem: firstProblem() },
  )
  const words = SITE_WORDS[language.value].first
  const tryIt = async () => {
    setStage({ at: 'trying' })
    setStage(await startTrying(key))
  }
  switch (stage.at) {
    case 'closed':
      return <Closed />
    case 'steps':
      return <Steps onBack={() => setStage({ at: 'choice', problem: '' })} />
    case 'ready':
      return <Ready reply={stage.reply} pin={stage.pin} />
    default:
      return (
        <SiteFrame title={words.title}>
          <h1>{words.title}</h1>
          <p class="first-run-lead">{words.text}</p>
          <div class="site-pair">
            <section class="site-card">
              <h2>{words.tryTitle}</h2>
              <p>{words.tryText}</p>
              <p role="alert" class="site-problem">
                {stage.at === 'choice' ? stage.problem : ''}
              </p>
              {stage.at === 'trying' ? (
                <p role="status" class="first-run-trying">
                  {words.trying}
                </p>
              ) : (
                <Button large look="main" onClick={() => void tryIt()}>
                  {words.try}
                </Button>
              )}
            </section>
            <section class="site-card">
              <h2>{words.ownTitle}</h2>
              <p>{words.ownText}</p>
              <Button
                large
                disabled={stage.at === 'trying'}
                onClick={() => setStage({ at: 'steps' })}
              >
                {words.own}
              </Button>
            </section>
          </div>
        </SiteFrame>
      )
  }
}

async function startTrying(key: string): Promise<Stage> {
  const words = SITE_WORDS[language.value].first
  const failed = (problem: string): Stage => ({ at: 'choice', problem })
  const device = await openDevice(APP_VERSION).catch(() => null)
  // Before the link is used up: without storage there is nothing to try.
  if (!device) return failed(problemText({ code: 'storage.failed' }, language.value))
  const readable = await device.status().catch(() => null)
  if (!readable) return failed(problemText({ code: 'storage.failed' }, language.value))
  const reply = await startFirstRun(key)
  if (reply.ok) return { at: 'ready', reply: reply.value, pin: await adopted(device, reply.value) }
  if (reply.failure !== 'refused') return failed(words.offline)
  if (reply.problems.some((problem) => problem.code === 'start.closed')) return { at: 'closed' }
  return failed(reply.problems.map((one) => problemText(one, language.value)).join(' '))
}

/** The link is used up by now: whatever fails here, the planner's password must still be shown. @returns the PIN, when it counts */
async function adopted(device: Device, reply: StartReply): Promise<string | null> {
  const pin = randomPin()
  try {
    await device.adopt({ device: reply.device, token: reply.token }, pin)
    return pin
  } catch {
    // What comes after the pairing itself may have failed alone.
    return device.pairing?.device.id === reply.device.id ? pin : null
  }
}

function Closed(): JSX.Element {
  const words = SITE_WORDS[language.value].first
  return (
    <SiteFrame title={words.closedTitle}>
      <h1>{words.closedTitle}</h1>
      <section class="site-card">
        <p>{words.closedText}</p>
        <div class="site-actions">
          <a class="button button-main button-large" href="/masuk">
            {words.signIn}
          </a>
        </div>
      </section>
    </SiteFrame>
  )
}

function Steps({ onBack }: { onBack: () => void }): JSX.Element {
  const words = SITE_WORDS[language.value].first
  return (
    <SiteFrame title={words.ownTitle}>
      <h1>{words.ownTitle}</h1>
      <section class="site-card">
        <p>{words.stepsText}</p>
        <ol class="first-run-steps">
          {words.steps.map((step) => (
            <li key={step.command}>
              <h2>{step.title}</h2>
              <p>{step.text}</p>
              <CopyLine value={step.command} copy={words.copy} copied={words.copied} />
            </li>
          ))}
        </ol>
        <div class="site-actions">
          <Button large onClick={onBack}>
            {words.back}
          </Button>
        </div>
      </section>
    </SiteFrame>
  )
}

function Ready({ reply, pin }: { reply: StartReply; pin: string | null }): JSX.Element {
  const words = SITE_WORDS[language.value].first
  const { username, password } = reply.planner
  const copy = { copy: words.copy, copied: words.copied }
  return (
    <SiteFrame title={words.readyTitle} simulated={<SimulatedMark text={words.simulated} />}>
      <h1>{words.readyTitle}</h1>
      <p class="first-run-lead">{words.keepNote}</p>
      <div class="site-pair">
        <section class="site-card">
          <h2>{words.kioskTitle}</h2>
          {pin === null ? (
            <p role="alert" class="site-problem">
              {words.notKiosk}
            </p>
          ) : (
            <KioskReady pin={pin} />
          )}
        </section>
        <section class="site-card">
          <h2>{words.plannerTitle}</h2>
          <p>{words.plannerText}</p>
          <div class="first-run-account">
            <CopyLine label={words.username} value={username} {...copy} />
            <CopyLine label={words.password} value={password} {...copy} />
          </div>
          <a class="button button-large" href="/masuk" target="_blank" rel="noopener">
            {words.openDashboard}
          </a>
        </section>
      </div>
    </SiteFrame>
  )
}

function KioskReady({ pin }: { pin: string }): JSX.Element {
  const words = SITE_WORDS[language.value].first
  return (
    <>
      <p>{words.kioskText}</p>
      <p class="first-run-pin">
        <span class="visually-hidden">{words.pin}: </span>
        {pin}
      </p>
      <a class="button button-main button-large" href="/kiosk">
        {words.openKiosk}
      </a>
    </>
  )
}

function firstProblem(): string {
  return insecureContext.value ? problemText({ code: 'context.insecure' }, language.value) : ''
}

function keyFromAddress(): string {
  const key = location.hash.slice(1)
  if (location.hash) history.replaceState(null, '', location.pathname)
  return key
}

/** Four digits, each as likely as the other. */
function randomPin(): string {
  const [draw = 0] = crypto.getRandomValues(new Uint32Array(1))
  return String(draw % 10_000).padStart(4, '0')
}
