// The questionnaires: what this program brings with it, and every version that was published since.
import { type Instrument, instrumentName, parseInstrument } from '../core/instrument.ts'
import skm2017 from '../core/instruments/skm-2017@1.json' with { type: 'json' }
import { publishedInstruments, publishedNames } from './store/instruments.ts'
import type { Db } from './store/open.ts'

export interface Instruments {
  all: readonly Instrument[]
  /** The one that is asked now. */
  current: Instrument
  named(name: string): Instrument | undefined
}

/** Names of every version of the instrument that is asked now: same elements, so that their tallies add up. */
export function versionNames({ all, current }: Instruments): string[] {
  return all.filter(({ id }) => id === current.id).map(instrumentName)
}

/** The latest version that answers of these tallies were given under, whose weights count; the current one for none. */
export function latestOf(
  parts: readonly { instrument: string }[],
  { all, current }: Instruments,
): Instrument {
  const answered = new Set(parts.map(({ instrument }) => instrument))
  return (
    all
      .filter((one) => one.id === current.id && answered.has(instrumentName(one)))
      .reduce<Instrument | null>((a, b) => (a && a.version > b.version ? a : b), null) ?? current
  )
}

export function createInstruments(inputs: readonly unknown[]): Instruments {
  const all = inputs.map(mustParse)
  const byName = new Map(all.map((instrument) => [instrumentName(instrument), instrument]))
  const current = all.at(-1)
  if (!current) throw new RangeError('no instrument')
  return { all, current, named: (name) => byName.get(name) }
}

export function builtInInstruments(): Instruments {
  return createInstruments([skm2017])
}

export interface InstrumentSource {
  /** Those that this process has read by now: enough for what names a version, since versions never change. */
  known(): Instruments
  /** Those of the database as it is now, whichever process published the last one. */
  now(db?: Db): Promise<Instruments>
}

/** @param builtIn is asked until another version of it is published */
export function instrumentsIn(db: Db, builtIn: Instruments): InstrumentSource {
  let known = builtIn
  return {
    known: () => known,
    async now(trx = db) {
      const names = await publishedNames(trx)
      const missing = names.filter((name) => !known.named(name))
      if (missing.length > 0) known = withVersions(known, await publishedInstruments(trx, missing))
      return known
    },
  }
}

function withVersions(known: Instruments, contents: readonly unknown[]): Instruments {
  const all = [...known.all, ...contents.map(mustParse)]
  const { id } = known.current
  const latest = all
    .filter((instrument) => instrument.id === id)
    .reduce((a, b) => (b.version > a.version ? b : a), known.current)
  const others = all.filter((instrument) => instrument !== latest)
  return createInstruments([...others, latest])
}

function mustParse(input: unknown): Instrument {
  const parsed = parseInstrument(input)
  if (!parsed.ok) throw new Error(`instrument: ${JSON.stringify(parsed.problems)}`)
  return parsed.value
}
