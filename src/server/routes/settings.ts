// /api/settings: what holds for all accounts.
import type { FastifyInstance } from 'fastify'
import type { Guarded, Settings } from '../../core/wire-admin.ts'
import { settingsEditSchema, settingsSchema } from '../../core/wire-people-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { withProblems } from '../route-options.ts'
import { changeSetup, mustBeAsOpened } from '../setup-change.ts'
import type { Db } from '../store/open.ts'
import { putSetting, settingOf } from '../store/settings.ts'

const readSettings = checkedBy<Guarded<Settings>>(settingsEditSchema)
const config = { access: 'people.change' } as const
const response = withProblems({ 200: settingsSchema })
const SUBJECT = 'settings'

export function settingsRoutes(app: FastifyInstance, parts: Parts): void {
  const read = { schema: { summary: 'Settings', response }, config }
  app.get('/api/settings', read, () => settingsIn(parts.db))

  const schema = { summary: 'Change the settings', body: settingsEditSchema, response }
  app.put('/api/settings', { schema, config }, async (request): Promise<Settings> => {
    const { was, ...value } = readSettings(request.body)
    return changeSetup(parts, request, async (trx) => {
      await mustBeAsOpened(trx, SUBJECT, { was, is: await settingsIn(trx) })
      await putSetting(trx, 'second-factor', value.requireSecondFactor ? '1' : '0')
      return { value, action: 'settings.changed', subject: SUBJECT, detail: { ...value } }
    })
  })
}

async function settingsIn(db: Db): Promise<Settings> {
  return { requireSecondFactor: (await settingOf(db, 'second-factor')) === '1' }
}
