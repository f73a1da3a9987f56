// "Set up my regency": five steps forth and back, sent as one call at the end.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../../core/problem.ts'
import type { StartRegencyReply } from '../../core/wire-admin.ts'
import { startRegency } from '../../device/setup-api.ts'
import { FIRST_RUN_WORDS } from '../../i18n/first-run.ts'
import { failureText, problemsElsewhere, problemsText } from '../failure-text.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import {
  type FirstRunDraft,
  keepRun,
  problemsOf,
  requestOf,
  STEPS,
  type StepName,
  stepOf,
  withPasswordFirst,
} from './first-run-draft.ts'
import { StepFields } from './first-run-steps.tsx'
import { SiteFrame } from './site-frame.tsx'
import './first-run-wizard.css'

interface WizardProps {
  /** Of the one-time link. */
  startKey: string
  draft: FirstRunDraft
  onBack: () => void
  onClosed: (draft: FirstRunDraft) => void
  onDone: (reply: StartRegencyReply, regency: string) => void
}

export function FirstRunWizard(props: WizardProps): JSX.Element {
  const { startKey } = props
  const w = FIRST_RUN_WORDS[language.value]
  const [draft, setDraft] = useState(() => withPasswordFirst(props.draft))
  const [led] = useState(draft.step !== props.draft.step)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [failure, setFailure] = useState('')
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const at = STEPS.indexOf(draft.step)
  const last = at === STEPS.length - 1
  useEffect(() => keepRun(startKey, draft), [startKey, draft])
  useEffect(() => heading.current?.focus(), [draft.step])
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])

  const show = (step: StepName, why: readonly Problem[] = []) => {
    setDraft({ ...draft, step })
    setProblems(why)
    setFailure('')
  }
  const next = () => {
    const wrong = problemsOf(draft.step, draft)
    if (wrong.length > 0) return setProblems(wrong)
    const following = STEPS[at + 1]
    if (following) return show(following)
    // A reload may have taken the password away: back to the step that lacks something.
    const all = STEPS.flatMap((step) => problemsOf(step, draft))
    const step = stepOf(all)
    if (step) return show(step, all)
    void finish()
  }
  const finish = async () => {
    setBusy(true)
    setFailure('')
    const reply = await startRegency(requestOf(startKey, draft))
    setBusy(false)
    if (reply.ok) return props.onDone(reply.value, draft.regency.name.trim())
    if (reply.problems.some(({ code }) => code === 'start.closed')) return props.onClosed(draft)
    const step = stepOf(reply.problems)
    if (step) show(step, reply.problems)
    else setFailure(failureText(reply, language.value))
  }
  const { name, text } = w.steps[draft.step]
  return (
    <SiteFrame title={w.title}>
      <h1>{w.title}</h1>
      <section class="site-card first-run-wizard">
        <StepList current={draft.step} onStep={show} disabled={busy} />
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!busy) next()
          }}
        >
          <p class="first-run-progress">{w.progress(at + 1, STEPS.length)}</p>
          <h2 ref={heading} tabIndex={-1}>
            {name}
          </h2>
          <p>{text}</p>
          <Notice tone="info">
            {led && draft.step === 'admin' && draft.admin.password === '' && w.passwordAgain}
          </Notice>
          <div class="first-run-fields">
            <StepFields key={draft.step} draft={draft} problems={problems} onChange={setDraft} />
          </div>
          <Notice tone="problem">{failure || elsewhereText(problems, draft)}</Notice>
          <div class="site-actions">
            <Button
              large
              disabled={busy}
              onClick={() => {
                const before = STEPS[at - 1]
                if (before) show(before)
                else props.onBack()
              }}
            >
              {w.back}
            </Button>
            <Button large look="main" type="submit" disabled={busy} onClick={() => undefined}>
              {last ? (busy ? w.finishing : w.finish) : w.next}
            </Button>
          </div>
          <p class="first-run-kept">{w.kept}</p>
        </form>
      </section>
    </SiteFrame>
  )
}

function StepList(props: {
  current: StepName
  disabled: boolean
  onStep: (step: StepName) => void
}): JSX.Element {
  const w = FIRST_RUN_WORDS[language.value]
  const at = STEPS.indexOf(props.current)
  return (
    <ol class="first-run-list" aria-label={w.stepsLabel}>
      {STEPS.map((step, i) => (
        <li
          key={step}
          class={i < at ? 'done' : undefined}
          aria-current={i === at ? 'step' : undefined}
        >
          {i < at ? (
            <button type="button" disabled={props.disabled} onClick={() => props.onStep(step)}>
              {w.steps[step].name}
            </button>
          ) : (
            w.steps[step].name
          )}
        </li>
      ))}
    </ol>
  )
}

/** What is wrong and stands at no field of this step. */
function elsewhereText(problems: readonly Problem[], { step }: FirstRunDraft): string {
  const here = problems.flatMap(({ path }) => (path?.startsWith(`${step}.`) ? [path] : []))
  const others = problemsElsewhere(problems, here).filter(
    ({ path }) => stepOf([{ code: 'field.missing', path: path ?? '' }]) === null,
  )
  return problemsText(others, language.value)
}
