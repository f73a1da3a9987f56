// Between the last answer and thanks: thanks only when the answer is on disk, and the truth while it is not.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isFull } from '../../device/db.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Lazy } from './lazy-trouble.tsx'
import { QuietScreen } from './quiet-screen.tsx'

/** Longer than this is said, ms. */
const SLOW_AFTER_MS = 2000
/** A failed save is tried again by itself, ms: a full disk may be emptied, a closed database opens again. */
const AGAIN_AFTER_MS = 5000

const loadNote = () => import('./full-note.tsx')

export interface SavingProps {
  simulated: boolean
  /** Saves the same answer each time; rejects when it is not on disk. */
  save: () => Promise<unknown>
  onSaved: () => void
  /** There is no room, and the staff would put it into a file. */
  onFile: () => void
}

export function Saving({ simulated, save, onSaved, onFile }: SavingProps): JSX.Element | null {
  const [state, setState] = useState<'now' | 'slow' | 'failed'>('now')
  const [full, setFull] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const over = useRef(false)
  useEffect(() => {
    const slow = setTimeout(() => setState((was) => (was === 'now' ? 'slow' : was)), SLOW_AFTER_MS)
    let again: ReturnType<typeof setTimeout> | undefined
    save().then(
      () => {
        if (over.current) return
        over.current = true
        onSaved()
      },
      (error) => {
        setState('failed')
        setFull(isFull(error))
        again = setTimeout(() => setAttempt((n) => n + 1), AGAIN_AFTER_MS)
      },
    )
    return () => {
      clearTimeout(slow)
      clearTimeout(again)
    }
  }, [attempt])
  useEffect(
    () => () => {
      over.current = true
    },
    [],
  )
  const words = KIOSK_WORDS[language.value].saving
  // A save takes a few milliseconds: a screen for it would only flicker.
  if (state === 'now') return <p class="visually-hidden">{words.now}</p>
  return (
    <QuietScreen
      title={state === 'failed' ? words.failed : words.now}
      simulated={simulated}
      actions={
        <Button large look="main" onClick={() => setAttempt(attempt + 1)}>
          {words.retry}
        </Button>
      }
    >
      <div role="status">
        <p>{state === 'failed' ? words.kept : words.slow}</p>
        {state === 'failed' && <p>{words.askStaff}</p>}
        {state === 'failed' && full && (
          <Lazy load={loadNote} show={({ FullNote }) => <FullNote onFile={onFile} />} />
        )}
      </div>
    </QuietScreen>
  )
}
