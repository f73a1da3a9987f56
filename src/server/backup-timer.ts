// Looks every minute whether the daily backup is due, while the server runs.
import type { FastifyInstance } from 'fastify'
import { writeBackup } from './backup-process.ts'
import type { BackupPlan } from './config.ts'
import { backUpIfDue } from './daily-backup.ts'
import { DEFAULT_TIMEZONE, type Parts } from './parts.ts'
import { regencyOf } from './store/setup.ts'

const LOOK_EVERY_MS = 60_000

export function keepBackups(
  app: FastifyInstance,
  { db, now }: Pick<Parts, 'db' | 'now'>,
  plan: BackupPlan,
): void {
  const stopped = new AbortController()
  let running: Promise<void> | null = null
  const look = () => {
    // One that takes longer than a minute is not begun again.
    running ??= backUp().finally(() => {
      running = null
    })
  }

  async function backUp(): Promise<void> {
    try {
      const outcome = await backUpIfDue({
        db,
        now,
        plan,
        timezone: async () => (await regencyOf(db))?.timezone ?? DEFAULT_TIMEZONE,
        write: (file) => writeBackup(file, stopped.signal).catch(report),
      })
      if (outcome)
        app.log.info({ day: outcome.day, ok: outcome.ok, bytes: outcome.bytes }, 'backup')
    } catch (error) {
      // The database is away: it is looked at again in a minute.
      app.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'no backup')
    }
  }

  function report(error: unknown): never {
    app.log.error({ codes: error instanceof Error ? error.message : 'unknown' }, 'backup failed')
    throw error
  }

  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  app.addHook('onReady', async () => look())
  app.addHook('onClose', async () => {
    clearInterval(timer)
    stopped.abort()
    await running
  })
}
