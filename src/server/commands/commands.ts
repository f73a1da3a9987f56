// The table of commands: what each takes, and what it does.
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Problem } from '../../core/problem.ts'
import type { Store } from '../store/open.ts'
import { createDeviceCommand } from './create-device.ts'
import { createPersonCommand } from './create-person.ts'
import { demoCommand } from './demo.ts'
import { importSetupCommand } from './import-setup.ts'
import { migrateCommand } from './migrate.ts'
import { rebuildCommand, verifyCommand } from './tallies.ts'

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

export interface Context {
  store: Store
  /** ms since epoch */
  now: number
  values: Values
  files: readonly string[]
  /** All of standard input. */
  input(): Promise<string>
}

/** The one JSON value of `--json`, the lines for a person, and whether the exit status tells of a failure. */
export type Outcome =
  | { value: unknown; words: readonly string[]; failed?: boolean }
  | { problems: readonly Problem[] }

export interface Command {
  usage: string
  options: ParseArgsOptionsConfig
  required: readonly string[]
  /** How many files are named. */
  files: number
  run(context: Context): Promise<Outcome>
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: migrateCommand,
  'create-person': createPersonCommand,
  'create-device': createDeviceCommand,
  'import-setup': importSetupCommand,
  demo: demoCommand,
  rebuild: rebuildCommand,
  verify: verifyCommand,
}
