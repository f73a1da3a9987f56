// A setup file with units as a tree: what it may say since there are counters, periods and laws.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/core/problem.ts'
import { parseSetup } from '../../src/server/setup-file.ts'
import { unitsOf, writeSetup } from '../../src/server/store/setup.ts'
import { anEmptyStore, STORES, tempDirectory } from '../store/stores.ts'
import { cliJson } from './process.ts'

const regency = { id: 'r', name: 'R', province: 'P', timezone: 'Asia/Jakarta' }
const ktp = { id: 'ktp', name: 'KTP', standard: { biaya: 0 } }
const full = {
  regency,
  units: [
    { id: 'dinas', name: 'Dinas', kind: 'agency' },
    {
      id: 'dukcapil',
      name: 'Dukcapil',
      parent: 'dinas',
      services: [{ ...ktp, users: { '2026-s2': 400 }, freeByLaw: 'UU 24/2013', archived: true }],
    },
    { id: 'loket', name: 'Loket', parent: 'dukcapil', kind: 'counter', archived: true },
  ],
}

function parsed(input: unknown) {
  const read = parseSetup(input)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

describe.each(STORES)('a setup file on $name', { timeout: 60_000 }, ({ open, newPlace }) => {
  test('brings its tree, and leaves what a later file says nothing of', async () => {
    const { db } = await anEmptyStore(open)
    await writeSetup(db, parsed(full))
    const units = await unitsOf(db)
    expect(units).toEqual([
      { ...full.units[0], short: 'Dinas', parent: null, services: [] },
      { ...full.units[1], short: 'Dukcapil', kind: 'unit' },
      { ...full.units[2], short: 'Loket', services: [] },
    ])
    const old = { id: 'dukcapil', name: 'Dukcapil', services: [ktp] }
    await writeSetup(db, parsed({ regency, units: [old] }))
    expect(await unitsOf(db)).toEqual(units)
  })

  test('is not taken where two units of one place would have one short name, or a ring would close', async () => {
    const place = await newPlace()
    const file = join(tempDirectory(), 'setup.json')
    const takes = async (...units: object[]) => {
      const whole = units.map((unit) => ({ name: 'X', services: [ktp], ...unit }))
      writeFileSync(file, JSON.stringify({ regency, units: whole }))
      const { problems, ...told } = await cliJson(place, ['import-setup', file])
      return problems?.map(({ code, path, detail }: Problem) => `${code} ${path} ${detail}`) ?? told
    }
    const taken = (count: number) => ({ regency: 'r', units: count, services: count })
    const [a, b] = [
      { id: 'a', short: 'Pos' },
      { id: 'b', short: ' pos ' },
    ]
    expect(await takes(a, b)).toEqual(['setup.duplicate units.1.short  pos '])
    expect(await takes(a, { ...b, archived: true })).toEqual(taken(2))
    // What is in the database counts as well, and what a file leaves open of it stays.
    expect(await takes({ ...b, id: 'c' })).toEqual(['setup.duplicate units.0.short  pos '])
    expect(await takes({ ...b, archived: false })).toEqual(['setup.duplicate units.0.short  pos '])
    expect(await takes(b)).toEqual(taken(1))
    expect(await takes({ ...a, short: 'Loket' }, { ...b, archived: false })).toEqual(taken(2))
    expect(await takes(a, { ...b, parent: 'a' })).toEqual(taken(2))
    expect(await takes({ ...a, parent: 'b' }, b)).toEqual([
      'setup.ring units.0.parent undefined',
      'setup.ring units.1.parent undefined',
    ])
    const { db } = await anEmptyStore(open, place)
    const units = (await unitsOf(db)).map(({ id, parent }) => [id, parent])
    expect(units).toEqual([
      ['a', null],
      ['b', 'a'],
    ])
  })
})

test('a setup file with a wrong tree names every place', () => {
  const unit = (id: string, fields: object) => ({ id, name: id, services: [ktp], ...fields })
  const read = parseSetup({
    regency,
    units: [
      unit('a', { parent: 'b' }),
      unit('b', { parent: 'a', kind: 'planet' }),
      unit('c', { parent: 'atlantis', archived: 'yes' }),
      unit('d', { services: [{ ...ktp, users: { '2026': -1 }, freeByLaw: 7 }] }),
      unit('e', { services: [] }),
    ],
  })
  expect(read.ok ? [] : read.problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'field.range units.1.kind',
    'field.type units.2.archived',
    'field.range units.3.services.0.users.2026',
    'field.type units.3.services.0.freeByLaw',
    'field.type units.4.services',
    'setup.ring units.0.parent',
    'setup.ring units.1.parent',
    'unit.unknown units.2.parent',
  ])
})
