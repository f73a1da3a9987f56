// rebuild and verify: the tallies against the rows they are made from.
import { builtInInstruments, instrumentsIn } from '../instruments.ts'
import { readSurvey } from '../parts.ts'
import { BY_COMMAND, noteAlone } from '../store/audit.ts'
import type { Db } from '../store/open.ts'
import { rebuildTallies, verifyTallies } from '../store/rebuild.ts'
import { rebuildSeries, verifySeries } from '../store/series.ts'
import { sequenceGaps } from '../store/submissions.ts'
import type { Command } from './command.ts'

export const rebuildCommand: Command = {
  usage: 'rebuild',
  options: {},
  required: [],
  files: 0,
  async run({ store: { db }, now }) {
    const { instrumentNamed } = await surveyIn(db)
    // Before it: each day is made again in a transaction of its own.
    await noteAlone(db, { ...BY_COMMAND, at: now, action: 'tallies.rebuilt' })
    const tallies = await rebuildTallies(db, instrumentNamed)
    await rebuildSeries(db)
    return { value: { tallies }, words: [`${tallies} rekap dihitung ulang / tallies made again`] }
  },
}

export const verifyCommand: Command = {
  usage: 'verify',
  options: {},
  required: [],
  files: 0,
  async run({ store: { db } }) {
    const { instrumentNamed } = await surveyIn(db)
    const differences = await verifyTallies(db, instrumentNamed)
    const series = await verifySeries(db)
    const gaps = await sequenceGaps(db)
    const ok = differences.length === 0 && series.length === 0
    return {
      value: { ok, differences, series, gaps },
      failed: !ok,
      words: [
        differences.length === 0
          ? 'Rekap sama dengan jawabannya / The tallies equal their rows'
          : `${differences.length} rekap berbeda dari jawabannya / tallies differ from their rows`,
        ...differences.map(({ key, rows, tally }) => `  ${key}: ${rows} ≠ ${tally}`),
        ...series.map((found) => `  ${found.device}: ${found.rows} ≠ ${found.series}`),
        ...gaps.map(
          ({ device, from, to }) => `  ${device}: nomor hilang / numbers missing: ${from}–${to}`,
        ),
      ],
    }
  },
}

/** Rows may name any version that was ever published. */
function surveyIn(db: Db) {
  return readSurvey(db, instrumentsIn(db, builtInInstruments()))
}
