// backup and restore: the whole database as one file, and back.
import { randomUUID } from 'node:crypto'
import { backUp, restore } from '../backup.ts'
import { builtInInstruments, instrumentsIn } from '../instruments.ts'
import { readSurvey } from '../parts.ts'
import { BY_COMMAND, note, noteAlone } from '../store/audit.ts'
import type { Sums } from '../store/copy.ts'
import { inTransaction } from '../store/dialect.ts'
import { putSetting } from '../store/settings.ts'
import type { Command } from './command.ts'

const FORCE = { force: { type: 'boolean' } } as const

export const backupCommand: Command = {
  usage: 'backup FILE [--force]',
  options: FORCE,
  required: [],
  files: 1,
  async run({ store, now, values, files: [file = ''] }) {
    const source = instrumentsIn(store.db, builtInInstruments())
    const { instrumentNamed } = await readSurvey(store.db, source)
    const force = values.force === true
    const report = await backUp(store, file, { force, instrumentNamed })
    const { bytes, sha256, differences } = report
    await noteAlone(store.db, {
      at: now,
      ...BY_COMMAND,
      action: 'backup.written',
      detail: { bytes, sha256 },
    })
    const whole = `${report.tables.submissions.rows} jawaban / answers, ${megabytes(bytes)} MB, SHA-256 ${sha256}`
    return {
      value: { ...report, ok: differences === 0, tables: rowsOf(report.tables) },
      failed: differences > 0,
      words: [
        `Cadangan ditulis dan diuji / Backup written and proved: ${file}`,
        `  ${whole}`,
        ...(differences > 0
          ? [
              `  ${differences} rekap berbeda dari jawabannya: jalankan rebuild / tallies differ from their rows: run rebuild`,
            ]
          : []),
      ],
    }
  },
}

export const restoreCommand: Command = {
  usage: 'restore FILE [--force]',
  options: FORCE,
  required: [],
  files: 1,
  async run({ store, now, values, files: [file = ''], dataDirectory }) {
    const force = values.force === true
    const given = { force, now, who: BY_COMMAND, scratch: dataDirectory }
    const { lost, tables, epoch } = await restore(store, file, given)
    return {
      value: { file, lost, epoch, tables: rowsOf(tables) },
      words: [
        `Cadangan dipulihkan / Backup restored: ${tables.submissions.rows} jawaban / answers`,
        ...(lost > 0
          ? [
              `  ${lost} jawaban tidak ada di cadangan; perangkat akan mengirimnya lagi bila masih menyimpannya`,
              `  ${lost} answers are not in the backup; devices will send again what they still keep`,
            ]
          : []),
        '  Semua orang harus masuk lagi / Everybody has to sign in again',
      ],
    }
  },
}

export const newEpochCommand: Command = {
  usage: 'new-epoch  (after a restore by the tools of PostgreSQL)',
  options: {},
  required: [],
  files: 0,
  async run({ store: { db }, now }) {
    const epoch = randomUUID()
    await inTransaction(db, async (trx) => {
      await putSetting(trx, 'epoch', epoch)
      await note(trx, { at: now, ...BY_COMMAND, action: 'backup.restored', detail: { epoch } })
    })
    const words = [
      'Perangkat akan menawarkan lagi jawabannya / Devices will offer their answers again',
    ]
    return { value: { epoch }, words }
  },
}

function rowsOf(tables: Sums): Record<string, number> {
  return Object.fromEntries(Object.entries(tables).map(([name, { rows }]) => [name, rows]))
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
