// Screens of a kiosk that cannot ask: not paired, no setup, no storage, not secure, revoked; and a line for one that still can.
import type { JSX } from 'preact'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { STAFF_WORDS, TROUBLE_WORDS } from '../../i18n/kiosk-staff.ts'
import { problemText } from '../../i18n/problems.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { QuietScreen } from './quiet-screen.tsx'

export function NotPairedScreen(): JSX.Element {
  const words = TROUBLE_WORDS[language.value]
  return (
    <QuietScreen title={words.notPaired} actions={<PairLink text={words.pair} />}>
      <p>{words.notPairedText}</p>
    </QuietScreen>
  )
}

/** Leads to the pairing page, which asks for a code: without one nothing changes. */
function PairLink({ text }: { text: string }): JSX.Element {
  return (
    <a class="button button-main button-large" href="/pasang">
      {text}
    </a>
  )
}

/** A device that was paired for interviews. */
export function OtherKindScreen(): JSX.Element {
  const words = TROUBLE_WORDS[language.value]
  return (
    <QuietScreen
      title={words.otherKind}
      actions={
        <a class="button button-main button-large" href="/petugas">
          {words.openInterviews}
        </a>
      }
    >
      <p>{words.otherKindText}</p>
    </QuietScreen>
  )
}

export function SetupMissingScreen({ onRetry }: { onRetry: () => void }): JSX.Element {
  const words = TROUBLE_WORDS[language.value]
  return (
    <QuietScreen
      title={words.setupMissing}
      actions={
        <Button large look="main" onClick={onRetry}>
          {KIOSK_WORDS[language.value].trouble.retry}
        </Button>
      }
    >
      <p>{words.setupMissingText}</p>
    </QuietScreen>
  )
}

/** Every service of the unit was archived, or none was set up yet. */
export function NoServiceScreen(props: { onRetry: () => void; onStaff: () => void }): JSX.Element {
  const words = KIOSK_WORDS[language.value]
  const trouble = TROUBLE_WORDS[language.value]
  return (
    <QuietScreen
      title={trouble.noService}
      actions={
        <>
          <Button large onClick={props.onStaff}>
            {words.attract.staff}
          </Button>
          <Button large look="main" onClick={props.onRetry}>
            {words.trouble.retry}
          </Button>
        </>
      }
    >
      <p>{trouble.noServiceText}</p>
    </QuietScreen>
  )
}

export function StorageScreen({ onRetry }: { onRetry: () => void }): JSX.Element {
  const words = TROUBLE_WORDS[language.value]
  return (
    <QuietScreen
      title={words.storage}
      actions={
        <Button large look="main" onClick={onRetry}>
          {KIOSK_WORDS[language.value].trouble.retry}
        </Button>
      }
    >
      <p>{words.storageText}</p>
    </QuietScreen>
  )
}

/** An older page of the app holds the database while this one would renew it. It goes on by itself. */
export function BlockedScreen(): JSX.Element {
  const words = TROUBLE_WORDS[language.value]
  return (
    <QuietScreen title={words.blocked}>
      <p>{words.blockedText}</p>
    </QuietScreen>
  )
}

/** An iPhone or iPad outside an installed app. */
export function TabScreen(): JSX.Element {
  const words = TROUBLE_WORDS[language.value]
  return (
    <QuietScreen title={words.tab}>
      <p>{problemText({ code: 'context.tab' }, language.value)}</p>
      <p>{words.tabSteps}</p>
    </QuietScreen>
  )
}

export function InsecureScreen(): JSX.Element {
  return (
    <QuietScreen title={TROUBLE_WORDS[language.value].insecure}>
      <p>{problemText({ code: 'context.insecure' }, language.value)}</p>
    </QuietScreen>
  )
}

export interface RevokedScreenProps {
  unsent: number
  simulated: boolean
  onStaff: () => void
}

export function RevokedScreen(props: RevokedScreenProps): JSX.Element {
  const words = KIOSK_WORDS[language.value]
  const trouble = TROUBLE_WORDS[language.value]
  return (
    <QuietScreen
      title={trouble.revoked}
      simulated={props.simulated}
      actions={
        <>
          <Button large onClick={props.onStaff}>
            {words.attract.staff}
          </Button>
          <PairLink text={trouble.pairAgain} />
        </>
      }
    >
      <p>{problemText({ code: 'device.revoked' }, language.value)}</p>
      <p>{trouble.revokedText}</p>
      {props.unsent > 0 && (
        <p>
          {STAFF_WORDS[language.value].unsent}: {props.unsent}
        </p>
      )}
    </QuietScreen>
  )
}

/** At the first screen of a kiosk that was not opened for days, where the browser then removes what waits. */
export function EvictsLine({ days }: { days: number }): JSX.Element {
  return (
    <p class="attract-ready attract-unknown">
      <i aria-hidden="true" />
      {TROUBLE_WORDS[language.value].evicts(days)}
    </p>
  )
}
