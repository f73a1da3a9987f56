// An interview under way: the draft, kept at every tap, its time, its place, and its end on disk.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Submission } from '../../core/submission.ts'
import { stopwatch } from '../../device/drafts.ts'
import type { InterviewDraft, Interviews } from '../../device/interviews.ts'
import { createKeeper } from './draft-keeper.ts'
import {
  type Asking,
  formOf,
  type InterviewForm,
  interviewOf,
  placeText,
} from './interview-form.ts'
import { findPlace } from './place.ts'

/** An interview at the tap that ended it. */
export interface EndedInterview {
  draft: InterviewDraft
  /** Device clock, ms since epoch. */
  finishedAt: number
}

export interface OpenInterview {
  form: InterviewForm
  change: (form: InterviewForm) => void
  /** The last state is not on disk although it was tried. */
  unsaved: boolean
  /** `none` = not allowed, not found, or not asked for. */
  place: 'seeking' | 'none' | { accuracyM: number }
  /** Takes it as it stands now: what a file and the storage get is the same, whenever they get it. */
  end: () => EndedInterview
  /** The draft stays. Resolves when it is on disk. */
  leave: () => Promise<void>
  /** Resolves when it is on disk; may be tried again. */
  finish: (ended: EndedInterview) => Promise<Submission>
  /** Rejects where it stays: then it is kept on at every tap. */
  drop: () => Promise<void>
}

/**
 * @param given a draft, or a new one before its first tap
 * @param seekPlace it is new, and its assignment allows to keep the place
 */
export function useInterview(
  interviews: Interviews,
  given: InterviewDraft,
  { asking, seekPlace }: { asking: Asking; seekPlace: boolean },
): OpenInterview {
  const [form, setForm] = useState(() => formOf(given, asking, given.at))
  const [unsaved, setUnsaved] = useState(false)
  const [place, setPlace] = useState<OpenInterview['place']>(() =>
    seekPlace ? 'seeking' : (given.place ?? 'none'),
  )
  const draft = useRef(given)
  const free = useRef<() => void>(() => undefined)
  const spent = useSpentMs(given.spentMs)
  const [keeper] = useState(() =>
    createKeeper<InterviewDraft>({
      write: interviews.keepDraft,
      onFailed: setUnsaved,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
  )

  const shown = useRef(form)
  const keep = (next: InterviewForm, open = true) => {
    shown.current = next
    draft.current = {
      ...interviewOf(next, draft.current),
      spentMs: Math.round(spent()),
      at: placeText(next, open),
      changedAt: Date.now(),
    }
    keeper.keep(draft.current)
  }
  useEffect(() => {
    free.current = interviews.hold(given.id)
    keep(form)
    let over = false
    if (seekPlace)
      void findPlace().then((found) => {
        if (over) return
        setPlace(found ?? 'none')
        if (!found) return
        draft.current = { ...draft.current, place: found, spentMs: Math.round(spent()) }
        keeper.keep(draft.current)
      })
    return () => {
      over = true
      free.current()
    }
  }, [])

  return {
    form,
    unsaved,
    place,
    change(next) {
      setForm(next)
      keep(next)
    },
    leave() {
      keep(shown.current, false)
      return keeper.idle()
    },
    end: () => ({
      draft: { ...draft.current, spentMs: Math.round(spent()) },
      finishedAt: Date.now(),
    }),
    async finish(ended) {
      await keeper.stop()
      const submission = await interviews.finish(ended.draft, ended.finishedAt)
      // Nothing sends it before.
      free.current()
      return submission
    },
    async drop() {
      await keeper.stop()
      try {
        await interviews.dropDraft(given.id)
      } catch (error) {
        keeper.goOn()
        keep(shown.current)
        throw error
      }
    },
  }
}

/** Milliseconds spent so far. A phone that is put away with the interview open does not count on. */
function useSpentMs(before: number): () => number {
  const watch = useRef(stopwatch(before, nowMs))
  useEffect(() => {
    const onSeen = () => {
      const spent = watch.current()
      watch.current = document.visibilityState === 'visible' ? stopwatch(spent, nowMs) : () => spent
    }
    document.addEventListener('visibilitychange', onSeen)
    return () => document.removeEventListener('visibilitychange', onSeen)
  }, [])
  return () => watch.current()
}

function nowMs(): number {
  return performance.now()
}
