// Every store that the suite runs over, each real; every test has a database of its own that goes when the test ends.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Submission } from '../../src/core/submission.ts'
import example from '../../src/server/demo/barito-selatan.json' with { type: 'json' }
import { createInstruments } from '../../src/server/instruments.ts'
import { surveyOf } from '../../src/server/parts.ts'
import { parseSetup } from '../../src/server/setup-file.ts'
import { addAssignment } from '../../src/server/store/assignments.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import type { Delivery } from '../../src/server/store/ingest.ts'
import { openStore, type Store } from '../../src/server/store/open.ts'
import { regencyOf, writeSetup } from '../../src/server/store/setup.ts'
import { skm } from '../make.ts'
import { aDatabase } from './databases.ts'

export const instruments = createInstruments([skm])

/** 24 November 2026, 14.00 WIB. */
export const AFTERNOON = Date.UTC(2026, 10, 24, 7)

/** A kind of database: `newPlace` makes one, what `openStore` is told (a directory, or the URL of an empty database). */
export interface TestStore {
  name: 'SQLite' | 'PostgreSQL'
  newPlace(): Promise<string>
  /** Opens the store at the place; without one, at a new place, on PostgreSQL copied from one brought up before. */
  open(place?: string): Promise<Store>
}

const sqlite: TestStore = {
  name: 'SQLite',
  newPlace: async () => tempDirectory(),
  open: async (place) => openStore(place ?? tempDirectory(), 'epoch-1'),
}

const postgres: TestStore = {
  name: 'PostgreSQL',
  newPlace: () => aDatabase({ empty: true }),
  open: async (place) => openStore(place ?? (await aDatabase()), 'epoch-1'),
}

export const STORES: readonly [TestStore, TestStore] = [sqlite, postgres]

export type OpenStore = TestStore['open']

export function tempDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'suara-warga-store-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** An open store, closed when the test ends. */
export async function anEmptyStore(open: OpenStore, place?: string): Promise<Store> {
  const store = await open(place)
  onTestFinished(() => store.close())
  return store
}

/** The same with the example regency set up. */
export async function aStore(open: OpenStore): Promise<Store> {
  const store = await anEmptyStore(open)
  const setup = parseSetup(example)
  if (!setup.ok) throw new Error(JSON.stringify(setup.problems))
  await writeSetup(store.db, setup.value)
  return store
}

/** An enumerator's device with something to do. */
export async function aPhoneWith(
  { db }: Pick<Store, 'db'>,
  { id, device, place }: { id: string; device: string; place: boolean },
): Promise<void> {
  const unit = 'disdukcapil'
  const phone = { id: device, kind: 'enumerator', unit, service: null } as const
  await createDevice(db, phone, { now: AFTERNOON })
  const what = { village: 'Desa Baru', unit, services: ['ktp-el'], device, target: 20 }
  const quotas = { sex: { L: 10 }, age: { '60+': 3 } }
  const change = { ...what, quotas, from: '2026-11-20', to: '2026-11-30', place }
  await addAssignment(db, { id, change, now: AFTERNOON, by: 'siti' })
}

export async function surveyIn(store: Store) {
  return surveyOf(await regencyOf(store.db), instruments)
}

export function aDelivery(submissions: Submission[], fields: Partial<Delivery> = {}): Delivery {
  return {
    device: 'kiosk-1',
    series: '',
    unit: 'disdukcapil',
    sent: AFTERNOON,
    receivedAt: AFTERNOON,
    simulated: 0,
    noteContact: false,
    submissions,
    ...fields,
  }
}
