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
import { createSaver, type SaveOutcome, type Saver, type SaverState } from './saver.ts'

const UNAUTHORIZED = 401

export interface DraftHook {
  form: DraftForm
  change: (form: DraftForm) => void
  /** The last complete one that the fields made. */
  instrument: Instrument
  complete: boolean
  /** `held`: not complete, so not on the server; `null` = nothing was changed here. */
  state: SaverState | 'held' | null
  flush: Saver<Instrument>['flush']
  /** Of what the server had last, as far as this page knows. */
  revision: () => string
  /** Says that somebody else changed it meanwhile; nothing is sent until one of the two is taken. */
  changed: (by: string | null) => void
  /** Saves nothing more; settles when nothing is on its way any more. */
  drop: () => Promise<void>
  /** Starts over from what the server has. */
  restart: (reply: InstrumentsReply) => void
  /** Puts what is on the screen in the place of what the server has. */
  keepMine: (reply: InstrumentsReply) => void
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
  const revision = useRef(first.revision)
  const typed = useRef(form)
  const saver = useMemo(
    () =>
      createSaver<Instrument>({
        async save(instrument) {
          const result = await save(instrument, revision.current)
          if (result.outcome !== 'saved') return result
          revision.current = result.revision
          // What was typed meanwhile is made against this one.
          keepDraft({ current: first.current, revision: result.revision, form: typed.current })
          return result
        },
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

  const change = (next: DraftForm, of = base) => {
    setForm(next)
    typed.current = next
    keepDraft({ current: of.current, revision: revision.current, form: next })
    const instrument = instrumentOf(next, of.instrument)
    if (instrument) return saver.change(instrument)
    saver.drop()
    setState('held')
  }
  useEffect(() => {
    drawn.current = true
    const kept = keptDraft(first.current)
    if (kept) {
      revision.current = kept.revision
      change(kept.form)
    }
    return () => {
      drawn.current = false
      // What waits for its pause is sent all the same.
      void saver.flush()
    }
  }, [])
  return {
    form,
    change: (next) => change(next),
    instrument: last.current,
    complete: made !== null,
    state,
    flush: () => saver.flush(),
    revision: () => revision.current,
    changed(by) {
      saver.drop()
      keepDraft({ current: base.current, revision: revision.current, form })
      setState({ changedBy: by })
    },
    async drop() {
      saver.drop()
      await saver.flush()
    },
    restart(reply) {
      saver.drop()
      forgetDraft()
      revision.current = reply.revision
      typed.current = read(reply)
      setBase(reply)
      setForm(typed.current)
      setState(null)
    },
    keepMine(reply) {
      revision.current = reply.revision
      setBase(reply)
      change(form, reply)
    },
  }
}

type Saved =
  | Exclude<SaveOutcome, { outcome: 'saved' }>
  | { outcome: 'saved'; revision: InstrumentsReply['revision'] }

async function save(instrument: Instrument, revision: string): Promise<Saved> {
  const reply = await saveDraft({ revision, instrument })
  if (reply.ok) return { outcome: 'saved', revision: reply.value.revision }
  const changed = reply.problems.find(({ code }) => code === 'setup.changed')
  if (changed) return { outcome: 'changed', by: changed.detail ?? null }
  if (reply.status === UNAUTHORIZED) toSignIn(true)
  const final = reply.failure === 'refused' && reply.status !== UNAUTHORIZED && reply.status < 500
  return final
    ? { outcome: 'refused', why: problemsText(reply.problems, language.value) }
    : { outcome: 'later' }
}
