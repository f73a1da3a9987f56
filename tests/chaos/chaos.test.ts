// A short run of the chaos suite, as `npm run chaos` runs it.
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const RUN = 'tests/chaos/chaos.ts'
/** It takes eight seconds; on a machine that is busy with other things longer. */
const WITHIN_MS = 180_000

async function chaos(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [RUN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [said, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, said: `${said}${errors}` }
}

test(
  'devices, network and server fail at random, and nothing is lost, nothing is twice',
  async () => {
    const { code, said } = await chaos('--seed', '1', '--n', '800')
    expect(said).toContain('✓ nothing lost, nothing twice')
    expect(code, said).toBe(0)
  },
  WITHIN_MS,
)
