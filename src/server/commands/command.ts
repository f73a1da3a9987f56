// What a command is: what it takes, and what it says.
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Problem } from '../../core/problem.ts'
import type { Store } from '../store/open.ts'

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

interface Context {
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
  /** The option that asks for something else, for which none is required. */
  instead?: string
  /** How many files are named. */
  files: number
  run(context: Context): Promise<Outcome>
}
