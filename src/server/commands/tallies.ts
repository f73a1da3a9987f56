// rebuild and verify: the tallies against the rows they are made from.
import type { SeriesRecord } from '../../core/wire-field.ts'
import { builtInInstruments, instrumentsIn } from '../instruments.ts'
import { readSurvey } from '../parts.ts'
import { BY_COMMAND, noteAlone } from '../store/audit.ts'
import { devicesIn } from '../store/device-list.ts'
import { everySeries } from '../store/gaps.ts'
import type { Db } from '../store/open.ts'
import { rebuildTallies, verifyTallies } from '../store/rebuild.ts'
import { rebuildSeries, verifySeries } from '../store/series.ts'
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
    const devices = await numbersByDevice(db)
    const ok = differences.length === 0 && series.length === 0
    return {
      value: { ok, differences, series, gaps: devices.flatMap(gapsIn), devices },
      failed: !ok,
      words: [
        differences.length === 0
          ? 'Rekap sama dengan jawabannya / The tallies equal their rows'
          : `${differences.length} rekap berbeda dari jawabannya / tallies differ from their rows`,
        ...differences.map(({ key, rows, tally }) => `  ${key}: ${rows} ≠ ${tally}`),
        ...series.map((found) => `  ${found.device}: ${found.rows} ≠ ${found.series}`),
        ...devices.flatMap(wordsOf),
      ],
    }
  },
}

/** One series of one device. */
type Numbers = Pick<SeriesRecord, 'series' | 'has' | 'missing' | 'more'> & {
  device: string
  name: string
}

async function numbersByDevice(db: Db): Promise<Numbers[]> {
  const names = new Map((await devicesIn(db, null)).map(({ id, name }) => [id, name]))
  return (await everySeries(db)).map(({ device, record }) => {
    const { series, has, missing, more } = record
    const name = names.get(device) ?? ''
    return { device, name, series, has, missing, ...(more ? { more } : {}) }
  })
}

function gapsIn({ device, series, missing }: Numbers) {
  return missing.map((gap) => ({ device, series, ...gap }))
}

function wordsOf({ device, name, series, has, missing, more }: Numbers): string[] {
  const whose = [device, name && `(${name})`, series && `seri / series ${series}`]
  const runs = has.map(runText).join(', ') || '–'
  return [
    `  ${whose.filter(Boolean).join(' ')}: tiba / come: ${runs}${more ? ', …' : ''}`,
    ...missing.map(
      (gap) =>
        `    belum tiba / not come: ${runText(gap)}, sejak / since ${new Date(gap.since).toISOString()}`,
    ),
  ]
}

function runText({ from, to }: { from: number; to: number }): string {
  return from === to ? `${from}` : `${from}–${to}`
}

/** Rows may name any version that was ever published. */
function surveyIn(db: Db) {
  return readSurvey(db, instrumentsIn(db, builtInInstruments()))
}
