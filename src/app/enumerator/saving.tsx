// Between "finish" and "saved": said only when it is on disk, and the truth while it is not.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Submission } from '../../core/submission.ts'
import type { SealedFile } from '../../device/files.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { SealedFiles } from '../by-hand/sealed-files.tsx'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from './panel.tsx'

/** Longer than this is said, ms. */
const SLOW_AFTER_MS = 2000
/** A failed save is tried again by itself, ms: a full disk may be emptied, a closed database opens again. */
const AGAIN_AFTER_MS = 5000

export interface SavingProps {
  /** Saves the same interview each time; rejects when it is not on disk. */
  save: () => Promise<Submission>
  /** The interview in a file, past the storage; `null` = it could not be made. */
  toFile: () => Promise<SealedFile[] | null>
  onSaved: (submission: Submission) => void
}

export function Saving({ save, toFile, onSaved }: SavingProps): JSX.Element | null {
  const [state, setState] = useState<'now' | 'slow' | 'failed'>('now')
  const [attempt, setAttempt] = useState(0)
  const [files, setFiles] = useState<SealedFile[] | 'failed' | null>(null)
  const over = useRef(false)
  useEffect(() => {
    const slow = setTimeout(() => setState((was) => (was === 'now' ? 'slow' : was)), SLOW_AFTER_MS)
    let again: ReturnType<typeof setTimeout> | undefined
    save().then(
      (submission) => {
        if (over.current) return
        over.current = true
        onSaved(submission)
      },
      () => {
        setState('failed')
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
  const words = INTERVIEW_WORDS[language.value].saving
  // A save takes a few milliseconds: a screen for it would only flicker.
  if (state === 'now') return <p class="visually-hidden">{words.now}</p>
  const failed = state === 'failed'
  return (
    <Panel
      title={failed ? words.failed : words.now}
      actions={
        <>
          {failed && (
            <Button large onClick={() => void toFile().then((made) => setFiles(made ?? 'failed'))}>
              {words.toFile}
            </Button>
          )}
          <Button large look="main" onClick={() => setAttempt(attempt + 1)}>
            {failed ? words.retry : ENUMERATOR_WORDS[language.value].retry}
          </Button>
        </>
      }
    >
      <p role="alert">{failed ? words.kept : words.slow}</p>
      {files === 'failed' && <p role="alert">{words.fileFailed}</p>}
      {Array.isArray(files) && (
        <>
          <p role="status">{words.fileSaved}</p>
          <SealedFiles files={files} />
        </>
      )}
    </Panel>
  )
}
