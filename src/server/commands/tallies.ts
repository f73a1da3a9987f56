// rebuild and verify: the tallies against the rows they are made from.
import { builtInInstruments } from '../instruments.ts'
import { surveyOf } from '../parts.ts'
import { rebuildTallies, verifyTallies } from '../store/rebuild.ts'
import { sequenceGaps } from '../store/submissions.ts'
import type { Command } from './command.ts'

export const rebuildCommand: Command = {
  usage: 'rebuild',
  options: {},
  required: [],
  files: 0,
  async run({ store: { db } }) {
    const { instrumentNamed } = surveyOf(null, builtInInstruments())
    const tallies = await rebuildTallies(db, instrumentNamed)
    return { value: { tallies }, words: [`${tallies} rekap dihitung ulang / tallies made again`] }
  },
}

export const verifyCommand: Command = {
  usage: 'verify',
  options: {},
  required: [],
  files: 0,
  async run({ store: { db } }) {
    const { instrumentNamed } = surveyOf(null, builtInInstruments())
    const differences = await verifyTallies(db, instrumentNamed)
    const gaps = await sequenceGaps(db)
    return {
      value: { ok: differences.length === 0, differences, gaps },
      failed: differences.length > 0,
      words: [
        differences.length === 0
          ? 'Rekap sama dengan jawabannya / The tallies equal their rows'
          : `${differences.length} rekap berbeda dari jawabannya / tallies differ from their rows`,
        ...differences.map(({ key, rows, tally }) => `  ${key}: ${rows} ≠ ${tally}`),
        ...gaps.map(
          ({ device, from, to }) => `  ${device}: nomor hilang / numbers missing: ${from}–${to}`,
        ),
      ],
    }
  },
}
