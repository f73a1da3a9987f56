// The questionnaires that this program brings with it.
import { type Instrument, instrumentName, parseInstrument } from '../core/instrument.ts'
import skm2017 from '../core/instruments/skm-2017@1.json' with { type: 'json' }

export interface Instruments {
  all: readonly Instrument[]
  /** The one that is asked now. */
  current: Instrument
  named(name: string): Instrument | undefined
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

function mustParse(input: unknown): Instrument {
  const parsed = parseInstrument(input)
  if (!parsed.ok) throw new Error(`instrument: ${JSON.stringify(parsed.problems)}`)
  return parsed.value
}
