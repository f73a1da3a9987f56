// demo: the example regency with a year of simulated answers, marked as simulated wherever they show.
import { writeDemo } from '../demo/demo.ts'
import { builtInInstruments, instrumentsIn } from '../instruments.ts'
import { BY_COMMAND } from '../store/audit.ts'
import type { Command } from './command.ts'

const DEFAULTS = { answers: 6000, seed: 1 } as const
const MOST_ANSWERS = 10_000_000
const MOST_SEED = 4_294_967_295

export const demoCommand: Command = {
  usage: 'demo [--answers N] [--seed S]',
  options: { answers: { type: 'string' }, seed: { type: 'string' } },
  required: [],
  files: 0,
  async run({ store: { db }, now, values }) {
    const answers = wholeNumber(values.answers, DEFAULTS.answers, MOST_ANSWERS)
    const seed = wholeNumber(values.seed, DEFAULTS.seed, MOST_SEED)
    if (answers === null)
      return {
        problems: [{ code: 'field.range', path: 'answers', detail: `0 to ${MOST_ANSWERS}` }],
      }
    if (seed === null)
      return { problems: [{ code: 'field.range', path: 'seed', detail: `0 to ${MOST_SEED}` }] }
    const instruments = await instrumentsIn(db, builtInInstruments()).now()
    const summary = await writeDemo(db, instruments, { answers, seed, now, by: BY_COMMAND })
    return {
      value: summary,
      words: [
        `Data contoh / Example data: ${summary.units} unit, ${summary.devices} perangkat / devices`,
        `${summary.stored} jawaban simulasi baru / new simulated answers, ${summary.known} sudah ada / were there`,
        `${summary.from} – ${summary.to}`,
      ],
    }
  },
}

function wholeNumber(value: unknown, otherwise: number, most: number): number | null {
  if (value === undefined) return otherwise
  const number = Number(value)
  return /^\d+$/.test(String(value)) && number <= most ? number : null
}
