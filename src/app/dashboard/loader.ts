// Loads what the dashboard shows, refreshes it without flicker, and keeps the last figures when it cannot.
import { localTimeOf } from '../../core/period.ts'
import type { Catalogue, Results } from '../../core/wire.ts'
import type { Trouble } from '../trouble.ts'
import { type Filter, filterQuery, type SettledFilter } from './filter.ts'
import { firstChoice, namedChoice } from './period-choice.ts'
import {
  compareQuestion,
  filterIsUnknown,
  mainQuestion,
  monthsQuestion,
  PARTS,
  type Part,
  partQuestion,
  type Question,
  type View,
} from './view.ts'

/** `signed-out`: the session is over. */
export type Asked<T> = { ok: true; value: T } | { ok: false; trouble: Trouble | 'signed-out' }

export type Shown =
  | { state: 'loading'; catalogue: Catalogue | null; filter: Filter }
  /** `busy`: another filter is being loaded, `view` is still the one before. */
  | { state: 'ready'; view: View; trouble: Trouble | null; busy: boolean }
  | { state: 'failed'; trouble: Trouble; catalogue: Catalogue | null; filter: Filter }
  | { state: 'unknown'; catalogue: Catalogue; filter: SettledFilter }

export interface LoaderParts {
  catalogue(signal: AbortSignal): Promise<Asked<Catalogue>>
  results(question: Question, signal: AbortSignal): Promise<Asked<Results>>
  /** ms since epoch. */
  now(): number
  show(shown: Shown): void
  signedOut(): void
}

export interface Loader {
  /** Shows another filter: at once what was loaded of it before, then what it is now. */
  open(filter: Filter): Promise<void>
  /** Loads the same again; what is shown stays until the new is whole. Does nothing while loading. */
  refresh(): Promise<void>
  close(): void
}

export function createLoader(parts: LoaderParts): Loader {
  const seen = new Map<string, View>()
  let catalogue: Catalogue | null = null
  let filter: Filter | null = null
  let shown: Shown | null = null
  let running: AbortController | null = null

  function show(next: Shown): void {
    shown = next
    parts.show(next)
  }

  async function load(wanted: Filter, signal: AbortSignal): Promise<void> {
    const asked = await parts.catalogue(signal)
    if (signal.aborted) return
    if (!asked.ok) return fail(asked.trouble, wanted)
    catalogue = asked.value
    const today = localTimeOf(parts.now(), catalogue.regency.timezone).day
    const settled = settle(wanted, catalogue, today)
    if (filterIsUnknown(settled, catalogue))
      return show({ state: 'unknown', catalogue, filter: settled })
    if (shown?.state === 'loading') show({ state: 'loading', catalogue, filter: settled })
    const view = await loadTotals(settled, catalogue, today, signal)
    if (signal.aborted) return
    if (!view.ok) return fail(view.trouble, settled)
    // The first figures are shown as soon as they are there; later ones only when all of them are.
    const before = seen.get(filterQuery(settled))
    if (!before) show({ state: 'ready', view: view.value, trouble: null, busy: false })
    const whole = await loadParts(view.value, before, signal)
    if (signal.aborted || whole === null) return
    seen.set(filterQuery(settled), whole)
    show({ state: 'ready', view: whole, trouble: null, busy: false })
  }

  async function loadTotals(
    settled: SettledFilter,
    named: Catalogue,
    today: string,
    signal: AbortSignal,
  ): Promise<Asked<View>> {
    const question = mainQuestion(settled)
    const [compare, main] = await Promise.all([
      parts.results(compareQuestion(settled), signal),
      question ? parts.results(question, signal) : null,
    ])
    if (!compare.ok) return compare
    if (main && !main.ok) return main
    return {
      ok: true,
      value: {
        filter: settled,
        catalogue: named,
        main: main ? main.value : compare.value,
        compare: compare.value,
        parts: {},
        at: parts.now(),
        today,
      },
    }
  }

  /** A part that fails keeps its last figures, else says so: one slow chart does not take the others with it. */
  async function loadParts(
    view: View,
    before: View | undefined,
    signal: AbortSignal,
  ): Promise<View | null> {
    if (view.main.n === 0) return loadMonths(view, signal)
    const answers = await Promise.all(
      PARTS.map(async (part): Promise<[Part, Asked<Results>]> => {
        const question = partQuestion(view.filter, part, view.today)
        return [part, await parts.results(question, signal)]
      }),
    )
    if (signal.aborted) return null
    const loaded: View['parts'] = {}
    for (const [part, answer] of answers) {
      if (!answer.ok && answer.trouble === 'signed-out') {
        parts.signedOut()
        return null
      }
      loaded[part] = answer.ok ? answer.value : (before?.parts[part] ?? null)
    }
    return { ...view, parts: loaded }
  }

  /** Nothing in this period: the months that have something, to offer the nearest. */
  async function loadMonths(view: View, signal: AbortSignal): Promise<View | null> {
    if (!view.catalogue.days) return view
    const answer = await parts.results(monthsQuestion(view.filter, view.catalogue.days), signal)
    if (signal.aborted) return null
    return { ...view, parts: { month: answer.ok ? answer.value : null } }
  }

  function fail(trouble: Trouble | 'signed-out', wanted: Filter): void {
    if (trouble === 'signed-out') return parts.signedOut()
    // Figures stay only where they are those of the filter: others would lie under its name.
    const same =
      shown?.state === 'ready' && filterQuery(shown.view.filter) === keyOf(wanted) ? shown : null
    if (same && trouble !== 'forbidden')
      show({ state: 'ready', view: same.view, trouble, busy: false })
    else show({ state: 'failed', trouble, catalogue, filter: wanted })
  }

  function keyOf(wanted: Filter): string {
    if (!catalogue) return filterQuery(wanted)
    const today = localTimeOf(parts.now(), catalogue.regency.timezone).day
    return filterQuery(settle(wanted, catalogue, today))
  }

  async function run(wanted: Filter): Promise<void> {
    const mine = new AbortController()
    running = mine
    try {
      await load(wanted, mine.signal)
    } finally {
      if (running === mine) running = null
    }
  }

  return {
    async open(wanted) {
      running?.abort()
      filter = wanted
      const known = seen.get(keyOf(wanted))
      if (known) show({ state: 'ready', view: known, trouble: null, busy: false })
      else if (shown?.state === 'ready') show({ ...shown, busy: true })
      else show({ state: 'loading', catalogue, filter: wanted })
      await run(wanted)
    },
    async refresh() {
      if (running || !filter) return
      await run(filter)
    },
    close() {
      running?.abort()
      running = null
    },
  }
}

function settle(filter: Filter, catalogue: Catalogue, today: string): SettledFilter {
  const { days, periods } = catalogue
  const { period } = filter
  return {
    ...filter,
    period: period ? namedChoice(period, periods) : firstChoice(days, today, periods),
  }
}
