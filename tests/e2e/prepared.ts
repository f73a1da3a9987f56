// What a test's server begins with: made by the real commands once a run, and copied for each test.
import { hash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { COMMANDS } from '../../src/server/commands/commands.ts'
import { openStore } from '../../src/server/store/open.ts'
import { cli } from './harness.ts'

/** A command of `npm run cli`, and what it reads from standard input. */
type Step = readonly [args: readonly string[], input?: string]

const EXAMPLE = join(import.meta.dirname, '../../src/server/demo/barito-selatan.json')

/** The demonstration regency without answers, or another setup file. */
export const setupStep = (file = EXAMPLE): Step => [['import-setup', file, '--json']]

export function personStep(username: string, role: string, password: string): Step {
  return [['create-person', '--username', username, '--role', role, '--json'], password]
}

/** Does these steps in an empty data folder, or copies what the same steps made before in this run. */
export async function prepareIn(dataDir: string, steps: readonly Step[]): Promise<void> {
  const folder = process.env.TEST_TEMPLATES
  // Outside a run of tests there is nothing to share.
  if (!folder) return await doSteps(dataDir, steps)
  const template = join(folder, hash('sha256', JSON.stringify(steps)))
  if (!existsSync(template)) await makeTemplate(template, steps)
  await cp(template, dataDir, { recursive: true })
}

/** Under its name only when it is whole: two files of tests may want the same at once. */
async function makeTemplate(template: string, steps: readonly Step[]): Promise<void> {
  const unfinished = await mkdtemp(`${template}-`)
  await doSteps(unfinished, steps)
  await rename(unfinished, template).catch((error) => {
    if (!existsSync(template)) throw error
  })
}

async function doSteps(dataDir: string, steps: readonly Step[]): Promise<void> {
  for (const [args, input = ''] of steps) {
    const finished = await cli(args, { dataDir, input })
    if (finished.status !== 0) throw new Error(finished.stderr || finished.stdout)
  }
}

/**
 * A command in this process, beside whatever server there is: for what a test needs, not for what it looks at.
 * @returns what `--json` would write
 */
export async function commandHere(
  [name = '', ...rest]: readonly string[],
  { dataDir, input = '' }: { dataDir: string; input?: string },
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects to find in it
): Promise<any> {
  const command = COMMANDS[name]
  if (!command || !('run' in command)) throw new Error(`No command ${name} here`)
  const { values, positionals } = parseArgs({
    args: rest.filter((word) => word !== '--json'),
    options: command.options,
    allowPositionals: true,
  })
  const store = await openStore(dataDir, randomUUID(), { hurried: false })
  try {
    const given = { now: Date.now(), values, files: positionals, input: async () => input }
    const outcome = await command.run({ ...given, store, dataDirectory: dataDir })
    if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems))
    return outcome.value
  } finally {
    await store.close()
  }
}
