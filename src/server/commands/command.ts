// What a command is: what it takes, and what it says.
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Problem } from '../../core/problem.ts'
import type { Store } from '../store/open.ts'

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

interface Given {
  /** ms since epoch */
  now: number
  values: Values
  files: readonly string[]
  /** All of standard input. */
  input(): Promise<string>
}

interface Context extends Given {
  store: Store
  /** Where there is room for a copy of the database. */
  dataDirectory: string
}

/** The one JSON value of `--json`, the lines for a person, and whether the exit status tells of a failure. */
export type Outcome =
  | { value: unknown; words: readonly string[]; failed?: boolean }
  | { problems: readonly Problem[] }

interface Shape {
  usage: string
  options: ParseArgsOptionsConfig
  required: readonly string[]
  /** The option that asks for something else, for which none is required. */
  instead?: string
  /** How many files are named. */
  files: number
}

/** Most commands work on the store of the settings; one that names its own databases runs alone. */
export type Command = Shape &
  ({ run(context: Context): Promise<Outcome> } | { runAlone(given: Given): Promise<Outcome> })
