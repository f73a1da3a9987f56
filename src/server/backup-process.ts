// Writes a backup in a process of its own: requests do not wait for it, and its memory goes with it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url))

/**
 * Rejects with the problem codes where it did not go well.
 * @param signal ends it
 */
export async function writeBackup(file: string, signal: AbortSignal): Promise<{ bytes: number }> {
  // The day's own file, where a first try was cut short or failed its proof.
  const args = [CLI, 'backup', file, '--force', '--json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], signal })
  if (child.pid !== undefined) giveWay(child.pid)
  const [output, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  const reply: { bytes?: unknown; problems?: { code: string }[] } = JSON.parse(output || '{}')
  if (status !== 0 || typeof reply.bytes !== 'number')
    throw new Error(reply.problems?.map(({ code }) => code).join(', ') ?? `status ${status}`)
  return { bytes: reply.bytes }
}

function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or the system does not let us: it is made all the same.
  }
}
