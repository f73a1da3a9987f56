// Every action that the trail can be searched for is written: its name stands somewhere in the server.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AUDIT_ACTIONS } from '../../../src/core/wire-admin.ts'

const SERVER = join(import.meta.dirname, '../../../src/server')
const text = globSync('**/*.ts', { cwd: SERVER })
  .map((file) => readFileSync(join(SERVER, file), 'utf8'))
  .join('\n')

test.each(AUDIT_ACTIONS)('%s is written somewhere', (action) => {
  expect(text.includes(`'${action}'`)).toBe(true)
})
