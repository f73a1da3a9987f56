// npm run cli: the commands of an operator. With --json exactly one JSON value goes to standard output.
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { Problem } from '../core/problem.ts'
import type { Command, Outcome, Values } from './commands/command.ts'
import { COMMANDS } from './commands/commands.ts'
import { failure } from './commands/failure.ts'
import { databaseName, readConfig } from './config.ts'
import { openStore } from './store/open.ts'
import { say, sayProblems } from './terminal.ts'

const USAGE_STATUS = 2

const [name = '', ...rest] = process.argv.slice(2)
const json = process.argv.includes('--json')
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
const args = command ? readArguments(command, rest) : null
if (!command) usage(name === '' ? [] : [name], name === '--help')
else if (!args || 'wrong' in args) usage(args?.wrong ?? [], rest.includes('--help'), command)
else process.exitCode = finish(await run(command, args.values, args.files))

type Arguments = { values: Values; files: string[] } | { wrong: string[] }

/** @returns what was given, or what is wrong with it: each unknown, missing or superfluous word */
function readArguments(of: Command, args: string[]): Arguments {
  const options: ParseArgsOptionsConfig = { ...of.options, json: { type: 'boolean' } }
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const required = of.instead && values[of.instead] !== undefined ? [] : of.required
    const missing = required.filter((option) => typeof values[option] !== 'string')
    const wrong = [...missing.map((option) => `--${option} ?`), ...positionals.slice(of.files)]
    if (positionals.length < of.files) wrong.push('FILE ?')
    return wrong.length === 0 ? { values, files: positionals } : { wrong }
  } catch (error) {
    // parseArgs throws on what it does not know, and names it.
    if (error instanceof TypeError) return { wrong: [error.message.split('. ')[0] ?? ''] }
    throw error
  }
}

async function run(of: Command, values: Values, files: string[]): Promise<Outcome> {
  const given = { now: Date.now(), values, files, input: () => text(process.stdin) }
  if ('runAlone' in of) return of.runAlone(given).catch((error) => failure(error, 'database'))
  const config = readConfig(process.env)
  if (!config.ok) return { problems: config.problems }
  try {
    const { databaseUrl, dataDirectory } = config.value
    const store = await openStore(databaseUrl ?? dataDirectory, randomUUID(), { hurried: false })
    try {
      return await of.run({ ...given, store, dataDirectory })
    } finally {
      await store.close()
    }
  } catch (error) {
    return failure(error, databaseName(config.value))
  }
}

/** Writes the outcome and tells the exit status. */
function finish(outcome: Outcome): number {
  if ('problems' in outcome) {
    if (json) process.stdout.write(`${JSON.stringify({ problems: outcome.problems })}\n`)
    else sayProblems(outcome.problems)
    return 1
  }
  process.stdout.write(
    json ? `${JSON.stringify(outcome.value)}\n` : `${outcome.words.join('\n')}\n`,
  )
  return outcome.failed ? 1 : 0
}

/** Says what is wrong and what there is; asked for by `--help` it is no failure. */
function usage(wrong: readonly string[], asked: boolean, of?: Command): void {
  process.exitCode = asked ? 0 : USAGE_STATUS
  if (json) {
    const detail = of ? of.usage : Object.keys(COMMANDS).join(', ')
    const problems: Problem[] = [{ code: 'config.invalid', path: of ? name : 'command', detail }]
    process.stdout.write(`${JSON.stringify({ problems })}\n`)
    return
  }
  if (!asked && wrong.length > 0) say(`Salah atau kurang / Wrong or missing: ${wrong.join(', ')}`)
  const lines = of ? [of.usage] : Object.values(COMMANDS).map((each) => each.usage)
  say('Perintah / Commands:', ...lines.map((line) => `  npm run cli -- ${line} [--json]`))
}
