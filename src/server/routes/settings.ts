// /api/settings: what holds for all accounts.
import type { FastifyInstance } from 'fastify'
import type { Settings } from '../../core/wire-admin.ts'
import { settingsSchema } from '../../core/wire-people-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { withProblems } from '../route-options.ts'
import { note } from '../store/audit.ts'
import { inTransaction } from '../store/dialect.ts'
import { putSetting, settingOf } from '../store/settings.ts'

const readSettings = checkedBy<Settings>(settingsSchema)
const config = { access: 'people.change' } as const
const response = withProblems({ 200: settingsSchema })

export function settingsRoutes(app: FastifyInstance, { db, now }: Parts): void {
  const read = { schema: { summary: 'Settings', response }, config }
  app.get('/api/settings', read, async (): Promise<Settings> => {
    return { requireSecondFactor: (await settingOf(db, 'second-factor')) === '1' }
  })

  const schema = { summary: 'Change the settings', body: settingsSchema, response }
  app.put('/api/settings', { schema, config }, async (request): Promise<Settings> => {
    const settings = readSettings(request.body)
    await inTransaction(db, async (trx) => {
      await putSetting(trx, 'second-factor', settings.requireSecondFactor ? '1' : '0')
      const entry = { at: now(), action: 'settings.changed', detail: { ...settings } } as const
      await note(trx, { ...request.by, ...entry })
    })
    return settings
  })
}
