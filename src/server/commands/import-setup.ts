// import-setup: the regency, its units, services and standards from a JSON file; all of it or nothing.
import { readFile } from 'node:fs/promises'
import type { Parsed, Problem } from '../../core/problem.ts'
import { parseSetup } from '../setup-file.ts'
import { misplacedIn } from '../setup-tree.ts'
import { BY_COMMAND } from '../store/audit.ts'
import { inTransaction, takeTurn } from '../store/dialect.ts'
import type { Db } from '../store/open.ts'
import { putSetup, regencyOf, unitsOf } from '../store/setup.ts'
import { hasAnySubmission } from '../store/submissions.ts'
import type { Command } from './command.ts'

export const importSetupCommand: Command = {
  usage: 'import-setup FILE',
  options: {},
  required: [],
  files: 1,
  async run({ store: { db }, now, files: [file = ''] }) {
    const read = await readJson(file)
    if (!read.ok) return read
    const setup = parseSetup(read.value)
    if (!setup.ok) return { problems: setup.problems }
    const { regency, units } = setup.value
    const services = units.reduce((sum, unit) => sum + unit.services.length, 0)
    const subject = `regency/${regency.id}`
    const entry = { ...BY_COMMAND, at: now, action: 'setup.imported', subject } as const
    const problems = await inTransaction(db, async (trx) => {
      // An admin may be changing the same tree in the browser.
      await takeTurn(trx, 'setup')
      const other = await otherRegency(trx, regency.id)
      const found = other ? [other] : misplacedIn(units, await unitsOf(trx))
      if (found.length === 0)
        await putSetup(trx, setup.value, { ...entry, detail: { units: units.length, services } })
      return found
    })
    if (problems.length > 0) return { problems }
    return {
      value: { regency: regency.id, units: units.length, services },
      words: [`${regency.name}: ${units.length} unit, ${services} layanan / services`],
    }
  },
}

/** Answers belong to the regency that they were given in: under another name they would be counted as its own. */
async function otherRegency(db: Db, id: string): Promise<Problem | null> {
  const there = await regencyOf(db)
  if (!there || there.id === id) return null
  if (!(await hasAnySubmission(db))) return null
  return { code: 'setup.other-regency', path: 'regency.id', detail: there.name }
}

async function readJson(file: string): Promise<Parsed<unknown>> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { ok: false, problems: [{ code: 'file.unreadable', path: file, detail }] }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const code = error instanceof SyntaxError ? 'file.not-json' : 'body.encoding'
    const detail = error instanceof SyntaxError ? { detail: error.message } : {}
    return { ok: false, problems: [{ code, path: file, ...detail }] }
  }
}
