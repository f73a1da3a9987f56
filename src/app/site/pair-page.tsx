// `/pasang`: a code from the administrator, a PIN of one's own, and the device is a kiosk or an enumerator's phone.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Device, openDevice } from '../../device/device.ts'
import { collectingRefused } from '../../device/persistence.ts'
import { problemText } from '../../i18n/problems.ts'
import { SITE_WORDS } from '../../i18n/site.ts'
import { insecureContext } from '../offline.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { NumberPad } from '../ui/number-pad.tsx'
import { APP_VERSION } from '../version.ts'
import { SiteFrame } from './site-frame.tsx'
import './pair-page.css'

const CODE_LENGTH = 8
const PIN_DIGITS = { least: 4, most: 6 } as const

type Step = 'code' | 'pin' | 'again' | 'working'

export function Page(): JSX.Element {
  const words = SITE_WORDS[language.value].pair
  const [device, setDevice] = useState<Device | null>(null)
  const [code, setCode] = useState(codeFromAddress)
  // A code that came whole, from a QR code, need not be looked at first.
  const [step, setStep] = useState<Step>(() => (code.length === CODE_LENGTH ? 'pin' : 'code'))
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState('')
  useEffect(() => {
    // A tablet that shows this page already does not load it again for another code.
    const onCode = () => {
      const scanned = codeFromAddress()
      if (scanned.length !== CODE_LENGTH) return
      setCode(scanned)
      startOver('', 'pin')
    }
    addEventListener('hashchange', onCode)
    return () => removeEventListener('hashchange', onCode)
  }, [])
  useEffect(() => {
    const refused = insecureContext.value
      ? 'context.insecure'
      : collectingRefused()
        ? 'context.tab'
        : null
    if (refused) setProblem(problemText({ code: refused }, language.value))
    else
      openDevice(APP_VERSION, () => setProblem(words.blocked)).then(
        (opened) => {
          setDevice(opened)
          setProblem((said) => (said === words.blocked ? '' : said))
        },
        () => setProblem(problemText({ code: 'storage.failed' }, language.value)),
      )
  }, [])

  const toPin = () => {
    if (code.length !== CODE_LENGTH) return setProblem(words.codeShape)
    setProblem('')
    // After a wrong code the PIN that was chosen still stands.
    if (again !== '' && again === pin) void pair()
    else setStep('pin')
  }
  const startOver = (why: string, to: Step) => {
    setProblem(why)
    setPin('')
    setAgain('')
    setStep(to)
  }
  const pair = async () => {
    if (!device || again.length < PIN_DIGITS.least) return
    if (again !== pin) return startOver(words.pinDiffers, 'pin')
    setStep('working')
    const outcome = await device.pair(code, pin)
    if (outcome.ok)
      return location.replace(outcome.value.kind === 'enumerator' ? '/petugas' : '/kiosk')
    const said = outcome.problems.map((one) => problemText(one, language.value)).join(' ')
    setProblem(outcome.offline ? words.offline : said)
    setStep('code')
  }

  return (
    <SiteFrame title={words.title}>
      <h1>{words.title}</h1>
      <section class="site-card pair-page">
        <p role="alert" class="site-problem">
          {problem}
        </p>
        {device?.pairing && (step === 'code' || step === 'pin') && (
          <p class="pair-already">{words.already}</p>
        )}
        {step === 'code' && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              toPin()
            }}
          >
            <p id="code-text">{words.codeText}</p>
            <label>
              {words.code}
              <input
                value={code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code}
                onInput={(event) => {
                  const typed = cleanCode(event.currentTarget.value)
                  setCode(typed)
                  event.currentTarget.value =
                    typed.length > 4 ? `${typed.slice(0, 4)}-${typed.slice(4)}` : typed
                }}
                aria-describedby="code-text"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                placeholder="XXXX-XXXX"
              />
            </label>
            <div class="site-actions">
              <Button type="submit" large look="main" disabled={!device} onClick={() => undefined}>
                {words.next}
              </Button>
            </div>
          </form>
        )}
        {step === 'pin' && (
          <PinStep
            title={words.pinTitle}
            text={words.pinText}
            value={pin}
            onChange={setPin}
            onNext={() => {
              setProblem('')
              setStep('again')
            }}
            onBack={() => startOver('', 'code')}
          />
        )}
        {step === 'again' && (
          <PinStep
            title={words.pinAgain}
            text={words.pinText}
            value={again}
            onChange={setAgain}
            onNext={() => void pair()}
            onBack={() => startOver('', 'pin')}
          />
        )}
        {step === 'working' && <p role="status">{words.working}</p>}
      </section>
    </SiteFrame>
  )
}

interface PinStepProps {
  title: string
  text: string
  value: string
  onChange: (value: string) => void
  onNext: () => void
  onBack: () => void
}

function PinStep(props: PinStepProps): JSX.Element {
  const words = SITE_WORDS[language.value].pair
  const complete = props.value.length >= PIN_DIGITS.least
  return (
    <div class="pair-pin">
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      <NumberPad
        value={props.value}
        mostDigits={PIN_DIGITS.most}
        label={props.title}
        eraseLabel={words.erase}
        hidden
        onChange={props.onChange}
        onEnter={() => complete && props.onNext()}
      />
      <div class="site-actions">
        <Button large onClick={props.onBack}>
          {words.back}
        </Button>
        <Button large look="main" disabled={!complete} onClick={props.onNext}>
          {words.next}
        </Button>
      </div>
    </div>
  )
}

/** Capitals, spaces and dashes make no difference. */
function cleanCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, CODE_LENGTH)
}

/** A code may come in the address (`/pasang#ABCD2345`); it does not stay there. */
function codeFromAddress(): string {
  const code = cleanCode(location.hash.slice(1))
  if (location.hash) history.replaceState(null, '', location.pathname)
  return code
}
