// import-setup: the regency, its units, services and standards from a JSON file; all of it or nothing.
import { readFile } from 'node:fs/promises'
import type { Parsed } from '../../core/problem.ts'
import { parseSetup } from '../setup-file.ts'
import { writeSetup } from '../store/setup.ts'
import type { Command } from './command.ts'

export const importSetupCommand: Command = {
  usage: 'import-setup FILE',
  options: {},
  required: [],
  files: 1,
  async run({ store: { db }, files: [file = ''] }) {
    const read = await readJson(file)
    if (!read.ok) return read
    const setup = parseSetup(read.value)
    if (!setup.ok) return { problems: setup.problems }
    await writeSetup(db, setup.value)
    const { regency, units } = setup.value
    const services = units.reduce((sum, unit) => sum + unit.services.length, 0)
    return {
      value: { regency: regency.id, units: units.length, services },
      words: [`${regency.name}: ${units.length} unit, ${services} layanan / services`],
    }
  },
}

async function readJson(file: string): Promise<Parsed<unknown>> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { ok: false, problems: [{ code: 'config.invalid', path: file, detail }] }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const code = error instanceof SyntaxError ? 'body.not-json' : 'body.encoding'
    return { ok: false, problems: [{ code, path: file }] }
  }
}
