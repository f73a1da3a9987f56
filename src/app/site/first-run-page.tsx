// `/mulai`: the first minutes of an empty server: try it with the example, or set up one's own regency.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { StartReply } from '../../core/wire.ts'
import type { StartRegencyReply } from '../../core/wire-admin.ts'
import { type Device, openDevice } from '../../device/device.ts'
import { startFirstRun, whoAmI } from '../../device/session-api.ts'
import { FIRST_RUN_WORDS } from '../../i18n/first-run.ts'
import { problemText } from '../../i18n/problems.ts'
import { SITE_WORDS } from '../../i18n/site.ts'
import { insecureContext } from '../offline.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { CopyLine } from '../ui/copy-line.tsx'
import { SimulatedMark } from '../ui/simulated-mark.tsx'
import { APP_VERSION } from '../version.ts'
import { FirstRunDone } from './first-run-done.tsx'
import { emptyDraft, type FirstRunDraft, forgetRun, keepRun, keptRun } from './first-run-draft.ts'
import { FirstRunWizard } from './first-run-wizard.tsx'
import { SiteFrame } from './site-frame.tsx'
import './first-run-page.css'

type Stage =
  | { at: 'choice'; problem: string }
  | { at: 'trying' }
  | { at: 'closed' }
  | { at: 'own'; draft: FirstRunDraft }
  | { at: 'done'; reply: StartRegencyReply; regency: string }
  | { at: 'ready'; reply: StartReply; pin: string | null }

export function Page(): JSX.Element {
  // An address is shown, stored and shared: the key leaves it at once.
  const [key] = useState(() => keyFromAddress() || (keptRun()?.key ?? ''))
  const [stage, setStage] = useState<Stage>(() => firstStage(key))
  const words = SITE_WORDS[language.value].first
  const tryIt = async () => {
    setStage({ at: 'trying' })
    setStage(await startTrying(key))
  }
  switch (stage.at) {
    case 'closed':
      return <Closed />
    case 'own':
      return (
        <FirstRunWizard
          startKey={key}
          draft={stage.draft}
          onBack={() => setStage({ at: 'choice', problem: '' })}
          onClosed={(draft) => {
            // A new link from the terminal goes on with what was typed.
            keepRun('', draft)
            setStage({ at: 'closed' })
          }}
          onDone={(reply, regency) => {
            forgetRun()
            setStage({ at: 'done', reply, regency })
          }}
        />
      )
    case 'done':
      return <FirstRunDone reply={stage.reply} regency={stage.regency} />
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
                onClick={() => setStage({ at: 'own', draft: ownDraft() })}
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
  if (reply.ok) {
    forgetRun()
    return { at: 'ready', reply: reply.value, pin: await adopted(device, reply.value) }
  }
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
  useEffect(() => {
    const stop = new AbortController()
    // Who has just set the regency up and loads its last page anew: the next code is made among the devices.
    void whoAmI(stop.signal).then((reply) => reply.ok && location.replace('/kelola/perangkat'))
    return () => stop.abort()
  }, [])
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

/** A reload in the middle of the walk comes back to where it was. */
function firstStage(key: string): Stage {
  if (key === '') return { at: 'closed' }
  const kept = keptRun()
  return kept ? { at: 'own', draft: kept.draft } : { at: 'choice', problem: firstProblem() }
}

/** What was typed before, also after the way back to the choice. */
function ownDraft(): FirstRunDraft {
  return keptRun()?.draft ?? emptyDraft(FIRST_RUN_WORDS[language.value].kiosk.nameDefault)
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
