// What the server needs to know before it starts: the settings, and whether the files that they name are good.
import { accessSync, constants, mkdirSync } from 'node:fs'
import type { Parsed, Problem } from '../core/problem.ts'
import { type Config, dataDirectoryIn, type Environment, readConfig, tlsFilesIn } from './config.ts'
import { readPair, type TlsPair } from './tls.ts'

interface StartSettings {
  config: Config
  pair: TlsPair | null
}

/** Everything wrong in settings and files alike is named at once. */
export function readStartSettings(environment: Environment): Parsed<StartSettings> {
  const config = readConfig(environment)
  const files = tlsFilesIn(environment)
  const pair = files ? readPair(files) : null
  const problems = [
    ...(config.ok ? [] : config.problems),
    ...(pair && !pair.ok ? pair.problems : []),
    ...directoryProblems('BACKUP_DIR', environment.BACKUP_DIR),
    ...(environment.DATABASE_URL
      ? []
      : directoryProblems('DATA_DIR', dataDirectoryIn(environment))),
  ]
  if (!config.ok || problems.length > 0) return { ok: false, problems }
  return { ok: true, value: { config: config.value, pair: pair?.ok ? pair.value : null } }
}

/** Makes the directory where it is not there yet. */
function directoryProblems(setting: string, directory: string | undefined): Problem[] {
  if (!directory) return []
  const path = `${setting} ${directory}`
  try {
    mkdirSync(directory, { recursive: true })
    accessSync(directory, constants.W_OK | constants.X_OK)
    return []
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return [{ code: 'config.invalid', path, detail: `a directory to write in (${code})` }]
  }
}
