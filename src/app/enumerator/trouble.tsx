// Screens of a phone on which nobody can be interviewed: not paired, a kiosk, no setup, no storage, not secure, not installed.
import type { JSX } from 'preact'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { problemText } from '../../i18n/problems.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from './panel.tsx'

/** Leads to the pairing page, which asks for a code: without one nothing changes. */
export function NotPairedScreen(): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value].trouble
  return (
    <Panel title={words.notPaired} actions={<PairLink text={words.pair} />}>
      <p>{words.notPairedText}</p>
    </Panel>
  )
}

function PairLink({ text }: { text: string }): JSX.Element {
  return (
    <a class="button button-main button-large" href="/pasang">
      {text}
    </a>
  )
}

export function KioskScreen(): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value].trouble
  return (
    <Panel
      title={words.kiosk}
      actions={
        <>
          <a class="button button-plain button-large" href="/pasang">
            {words.pairAgain}
          </a>
          <a class="button button-main button-large" href="/kiosk">
            {words.openKiosk}
          </a>
        </>
      }
    >
      <p>{words.kioskText}</p>
    </Panel>
  )
}

/** An older page of the app holds the database: a person must close it. */
export function BlockedScreen(): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value].trouble
  return (
    <Panel title={words.blocked}>
      <p>{words.blockedText}</p>
    </Panel>
  )
}

export function SetupMissingScreen({ onRetry }: { onRetry: () => void }): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value]
  return (
    <Panel title={words.trouble.setup} actions={<Retry onRetry={onRetry} />}>
      <p>{words.trouble.setupText}</p>
    </Panel>
  )
}

export function StorageScreen({ onRetry }: { onRetry: () => void }): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value]
  return (
    <Panel title={words.trouble.storage} actions={<Retry onRetry={onRetry} />}>
      <p>{words.trouble.storageText}</p>
    </Panel>
  )
}

/** A part of the app that no cache had yet. */
export function NotLoadedScreen({ onRetry }: { onRetry: () => void }): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value]
  return (
    <Panel title={words.appName} actions={<Retry onRetry={onRetry} />}>
      <p>{words.trouble.notLoaded}</p>
    </Panel>
  )
}

export function InsecureScreen(): JSX.Element {
  return (
    <Panel title={ENUMERATOR_WORDS[language.value].trouble.insecure}>
      <p>{problemText({ code: 'context.insecure' }, language.value)}</p>
    </Panel>
  )
}

/** On iPhone and iPad a browser's tab may lose everything after seven days. */
export function InstallFirstScreen(): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value].trouble
  return (
    <Panel title={words.ios}>
      <p>{problemText({ code: 'context.tab' }, language.value)}</p>
      <ol class="install-steps">
        {words.iosSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Panel>
  )
}

function Retry({ onRetry }: { onRetry: () => void }): JSX.Element {
  return (
    <Button large look="main" onClick={onRetry}>
      {ENUMERATOR_WORDS[language.value].retry}
    </Button>
  )
}
