// Signing in: who, and the password; then on to where one wanted to be.
import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SessionReply, SessionRequest } from '../../core/wire.ts'
import { signIn, whoAmI } from '../../device/session-api.ts'
import { chooseLanguage, restoreLanguage } from '../planner-language.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { nextPath } from './filter.ts'
import { useSay } from './say.ts'
import { type SignInTrouble, signInTroubleOf } from './sign-in-trouble.ts'
import './dashboard.css'
import './sign-in.css'

export function Page() {
  const { w, language } = useSay()
  const [simulated, setSimulated] = useState(false)
  const next = nextPath(location.search)
  const ended = new URLSearchParams(location.search).has('ended')
  useEffect(() => {
    restoreLanguage()
    const stop = new AbortController()
    // Without a reply there is nothing to go on with: the form is there.
    void whoAmI(stop.signal).then((reply) => reply.ok && location.replace(wayOf(reply.value, next)))
    return () => stop.abort()
  }, [next])
  useEffect(() => {
    document.title = `${w.signIn.title} · ${w.brand}`
  }, [w])
  const other = language === 'id' ? 'en' : 'id'
  return (
    <main class="sign-in">
      <div class="box">
        <p class="brand">
          <span class="mark">
            <Icon name="waves" size={30} />
          </span>
          {w.brand}
        </p>
        <h1>{w.signIn.title}</h1>
        <p class="lead">{w.signIn.lead}</p>
        {simulated && <p class="simulated">{w.simulated}</p>}
        {ended && (
          <p class="told" role="status">
            {w.signIn.expired}
          </p>
        )}
        <SignInForm
          onSignedIn={(session, code) => {
            setSimulated(session.simulated)
            location.replace(isRecovery(code) ? '/kelola/akun?pemulihan=1' : wayOf(session, next))
          }}
        />
        <p class="forgot">{w.signIn.forgot}</p>
        <p class="foot">
          <a href="/">{w.signIn.home}</a>
          <button type="button" lang={other} onClick={() => chooseLanguage(other)}>
            {w.otherLanguage}
          </button>
        </p>
      </div>
    </main>
  )
}

/** What must be done first is done on the account's page. */
function wayOf({ must }: SessionReply, next: string): string {
  return must.length > 0 ? '/kelola/akun' : next
}

/** Who had no code of the app is told how many of the others are left. */
function isRecovery(code: string): boolean {
  return code !== '' && !/^\d{6}$/.test(code.replaceAll(' ', ''))
}

function SignInForm(props: { onSignedIn: (session: SessionReply, code: string) => void }) {
  const { w } = useSay()
  const [busy, setBusy] = useState(false)
  const [seen, setSeen] = useState(false)
  const [trouble, setTrouble] = useState<SignInTrouble | 'missing' | null>(null)
  const username = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const code = useRef<HTMLInputElement>(null)
  const [asksCode, setAsksCode] = useState(false)
  const wait = useCountdown(trouble)

  async function submit() {
    const typedCode = code.current?.value.trim() ?? ''
    const request: SessionRequest = {
      username: username.current?.value.trim() ?? '',
      password: password.current?.value ?? '',
      ...(typedCode ? { code: typedCode } : {}),
    }
    if (!request.username || !request.password) {
      setTrouble('missing')
      ;(request.username ? password : username).current?.focus()
      return
    }
    setBusy(true)
    const reply = await signIn(request)
    setBusy(false)
    if (reply.ok) return props.onSignedIn(reply.value, typedCode)
    const why = signInTroubleOf(reply)
    setTrouble(why)
    if (why === 'codeNeeded') setAsksCode(true)
    const again = why === 'codeWrong' ? code : password
    again.current?.focus()
    again.current?.select()
  }

  function toggleSeen() {
    // On the element itself: drawn anew, it would lose what was typed.
    if (password.current) password.current.type = seen ? 'password' : 'text'
    setSeen(!seen)
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && wait === 0) void submit()
      }}
    >
      <label>
        <span>{w.signIn.username}</span>
        <input
          ref={username}
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby="sign-in-trouble"
        />
      </label>
      <div class="password">
        <label>
          <span>{w.signIn.password}</span>
          <input
            ref={password}
            name="password"
            type="password"
            autocomplete="current-password"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby="sign-in-trouble"
          />
        </label>
        <button
          type="button"
          aria-pressed={seen}
          aria-label={w.signIn.showPassword}
          onClick={toggleSeen}
        >
          {seen ? w.signIn.hide : w.signIn.show}
        </button>
      </div>
      {asksCode && <CodeField input={code} label={w.signIn.code} hint={w.signIn.codeHint} />}
      <p class="wrong" id="sign-in-trouble" role="alert">
        {trouble && messageOf(trouble, wait)}
      </p>
      <Button look="main" type="submit" disabled={busy || wait > 0} onClick={() => undefined}>
        {busy ? w.signIn.submitting : w.signIn.submit}
      </Button>
    </form>
  )

  function messageOf(what: SignInTrouble | 'missing', seconds: number): string {
    if (typeof what === 'string') return w.signIn[what]
    return seconds > 0 ? w.signIn.limited(seconds) : w.signIn.limitedPast
  }
}

/** The second factor; it takes the focus when it is asked for. */
function CodeField(props: {
  input: RefObject<HTMLInputElement | null>
  label: string
  hint: string
}) {
  const { input } = props
  useEffect(() => input.current?.focus(), [input])
  return (
    <label class="code">
      <span>{props.label}</span>
      <input
        ref={input}
        name="code"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        aria-describedby="sign-in-code-hint sign-in-trouble"
      />
      <small id="sign-in-code-hint">{props.hint}</small>
    </label>
  )
}

/** Seconds still to wait after too many tries; 0 when one may try. */
function useCountdown(trouble: SignInTrouble | 'missing' | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (trouble === null || typeof trouble === 'string') return setLeft(0)
    const until = Date.now() + trouble.waitMs
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    look()
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [trouble])
  return left
}
