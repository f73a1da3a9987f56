// The draft on the screen: what is typed, what it makes, and how far it is saved.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Instrument, PrintedOrder } from '../../../core/instrument.ts'
import type { InstrumentsReply } from '../../../core/wire-admin.ts'
import { saveDraft } from '../../../device/admin-api.ts'
import { problemsText } from '../../failure-text.ts'
import { toSignIn } from '../../leaving.ts'
import { language } from '../../state.ts'
import { type DraftForm, formOf, instrumentOf } from './draft.ts'
import { forgetDraft, keepDraft, keptDraft } from './kept-draft.ts'
import { createSaver, type SaveOutcome, type SaverState } from './saver.ts'

const UNAUTHORIZED = 401

export interface DraftHook {
  form: DraftForm
  change: (form: DraftForm) => void
  /** The last complete one that the fields made. */
  instrument: Instrument
  complete: boolean
  /** `held`: not complete, so not on the server; `null` = nothing was changed here. */
  state: SaverState | 'held' | null
  /** @returns whether the server has what is on the screen */
  flush: () => Promise<boolean>
  /** Saves nothing more; settles when nothing is on its way any more. */
  drop: () => Promise<void>
  /** Starts over from what the server has. */
  restart: (reply: InstrumentsReply) => void
}

/** @param order what the regency prints where the questionnaire does not say */
export function useDraft(first: InstrumentsReply, order: PrintedOrder): DraftHook {
  const decimalSign = language.value === 'id' ? ',' : '.'
  const [base, setBase] = useState(first)
  const read = (reply: InstrumentsReply) =>
    formOf(reply.draft ?? reply.instrument, { order, decimalSign })
  const [form, setForm] = useState(() => read(first))
  const [state, setState] = useState<DraftHook['state']>(null)
  const last = useRef<Instrument>(first.draft ?? first.instrument)
  const drawn = useRef(true)
  const saver = useMemo(
    () =>
      createSaver<Instrument>({
        save,
        report(now) {
          if (now === 'saved') forgetDraft()
          if (drawn.current) setState(now)
        },
        after(ms, then) {
          const timer = setTimeout(then, ms)
          return () => clearTimeout(timer)
        },
      }),
    [],
  )
  const made = instrumentOf(form, base.instrument)
  if (made) last.current = made

  const change = (next: DraftForm) => {
    setForm(next)
    keepDraft(base.current, next)
    const instrument = instrumentOf(next, base.instrument)
    if (instrument) return saver.change(instrument)
    saver.drop()
    setState('held')
  }
  useEffect(() => {
    drawn.current = true
    const kept = keptDraft(first.current)
    if (kept) change(kept)
    return () => {
      drawn.current = false
      // What waits for its pause is sent all the same.
      void saver.flush()
    }
  }, [])
  return {
    form,
    change,
    instrument: last.current,
    complete: made !== null,
    state,
    flush: () => saver.flush(),
    async drop() {
      saver.drop()
      await saver.flush()
    },
    restart(reply) {
      saver.drop()
      forgetDraft()
      setBase(reply)
      setForm(read(reply))
      setState(null)
    },
  }
}

async function save(instrument: Instrument): Promise<SaveOutcome> {
  const reply = await saveDraft(instrument)
  if (reply.ok) return { outcome: 'saved' }
  if (reply.status === UNAUTHORIZED) toSignIn(true)
  const final = reply.failure === 'refused' && reply.status !== UNAUTHORIZED && reply.status < 500
  return final
    ? { outcome: 'refused', why: problemsText(reply.problems, language.value) }
    : { outcome: 'later' }
}
