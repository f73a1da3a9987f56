// Shown only after the answer is on disk. Beside it what the service scored, which would have led the answer before.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeviceSetup, PublishedResult, Service } from '../../core/wire.ts'
import { KIOSK_WORDS, type KioskWords } from '../../i18n/kiosk.ts'
import { formatNumber } from '../../i18n/language.ts'
import { ownChannelOf, shownStandard } from '../form/standard-text.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { SimulatedMark } from '../ui/simulated-mark.tsx'
import { Channels } from './channels.tsx'
import './thanks.css'

const BACK_AFTER_S = 8
const QUARTERS = ['I', 'II', 'III', 'IV']

export interface ThanksProps {
  setup: DeviceSetup
  service: Service
  onDone: () => void
}

export function Thanks({ setup, service, onDone }: ThanksProps): JSX.Element {
  const words = KIOSK_WORDS[language.value]
  const secondsLeft = useCountdown(BACK_AFTER_S, onDone)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  const result = setup.published.find((published) => published.service === service.id)
  return (
    <main class="thanks" aria-labelledby="thanks-title">
      <section class="thanks-said">
        <span class="thanks-check">
          <Icon name="check" size={56} />
        </span>
        <h1 id="thanks-title" ref={title} tabIndex={-1}>
          {words.thanks.title}
        </h1>
        <p>{words.thanks.saved}</p>
        <p class="thanks-anonymous">
          <Icon name="lock" size={22} />
          {words.thanks.anonymous}
        </p>
        <footer>
          <Button large look="main" onClick={onDone}>
            {words.thanks.done}
          </Button>
          <p>{words.thanks.back(secondsLeft)}</p>
        </footer>
      </section>
      <aside class="thanks-result">
        {setup.simulated && <SimulatedMark text={words.simulated} />}
        {result ? (
          <Result result={result} words={words} />
        ) : (
          <Standard service={service} words={words} />
        )}
        <section>
          <h2>{words.thanks.complaints}</h2>
          <Channels words={words} own={ownChannelOf([service])} />
        </section>
      </aside>
    </main>
  )
}

function Result({ result, words }: { result: PublishedResult; words: KioskWords }): JSX.Element {
  const quarter = QUARTERS[Math.floor((Number(result.from.slice(5, 7)) - 1) / 3)] ?? ''
  return (
    <section>
      <h2>{words.thanks.resultOf(quarter, result.from.slice(0, 4))}</h2>
      <p class="thanks-index">
        <strong>{formatNumber(result.ikm, language.value, 2)}</strong>
        <span>
          {result.grade} · {words.thanks.grades[result.grade]}
        </span>
      </p>
      <p>{words.thanks.from(formatNumber(result.n, language.value))}</p>
    </section>
  )
}

function Standard({ service, words }: { service: Service; words: KioskWords }): JSX.Element | null {
  const shown = shownStandard(service, words, language.value)
  if (shown.length === 0) return null
  return (
    <section>
      <h2>{words.standard.title}</h2>
      <dl class="thanks-promise">
        {shown.map(({ component, text, long }) => (
          <div key={component} class={long ? 'long' : undefined}>
            <dt>{words.standard[component]}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Whole seconds left; `onEnd` once, at zero. */
function useCountdown(seconds: number, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    if (left === 0) return onEnd()
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return left
}
