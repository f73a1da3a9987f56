// What commands leave in the trail: a line for everything that they change, on both databases.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/server/store/open.ts'
import { aDatabase } from '../store/databases.ts'
import { tempDirectory } from '../store/stores.ts'
import { cliJson, EXAMPLE } from './process.ts'

const PLACES = [
  { name: 'SQLite', aPlace: async () => tempDirectory() },
  { name: 'PostgreSQL', aPlace: () => aDatabase() },
]

/** Who, action and subject of every line, the first first. */
async function linesIn(place: string): Promise<string[]> {
  const store = await openStore(place, 'unused')
  const rows = await store.db
    .selectFrom('audit')
    .select(['who', 'action', 'subject'])
    .orderBy('id')
    .execute()
  await store.close()
  return rows.map(({ who, action, subject }) => `${who} ${action} ${subject}`.trim())
}

describe.each(PLACES)('on $name', { timeout: 60_000 }, ({ aPlace }) => {
  test('a setup, devices and codes are told of, whoever made them', async () => {
    const place = await aPlace()
    await cliJson(place, ['import-setup', EXAMPLE])
    const kiosk = ['create-device', '--kind', 'kiosk', '--unit', 'rsud']
    const coded = (await cliJson(place, kiosk)).device.id
    const paired = (await cliJson(place, [...kiosk, '--token'])).device.id
    await cliJson(place, ['create-device', '--device', coded])
    expect(await linesIn(place)).toEqual([
      'cli setup.imported regency/barito-selatan',
      `cli device.added device/${coded}`,
      `cli device.added device/${paired}`,
      `cli device.paired device/${paired}`,
      `cli device.code device/${coded}`,
    ])
  })

  test('the example, tallies made again, and a copy of everything: both databases tell of it', async () => {
    const place = await aPlace()
    await cliJson(place, ['demo', '--answers', '20'])
    await cliJson(place, ['rebuild'])
    const file = join(tempDirectory(), 'copy.db')
    const from = place.startsWith('postgres:') ? place : `sqlite:${join(place, 'suara-warga.db')}`
    const moved = await cliJson(place, ['move', '--from', from, '--to', `sqlite:${file}`])
    expect([moved.ok, existsSync(file)]).toEqual([true, true])
    const lines = ['cli example.loaded', 'cli tallies.rebuilt', 'cli data.copied']
    expect(await linesIn(place)).toEqual(lines)
    expect(await linesIn(`sqlite:${file}`)).toEqual(lines)
    // A second time is told of as well, and finds nothing in the target that is not of the source.
    const again = await cliJson(place, ['move', '--from', from, '--to', `sqlite:${file}`])
    expect([again.ok, again.again]).toEqual([true, true])
    expect(await linesIn(`sqlite:${file}`)).toEqual([...lines, 'cli data.copied'])
  })
})
