// Every store that the suite runs over, each real, on a directory of its own that goes when the test ends.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Submission } from '../../src/core/submission.ts'
import example from '../../src/server/demo/barito-selatan.json' with { type: 'json' }
import { createInstruments } from '../../src/server/instruments.ts'
import { surveyOf } from '../../src/server/parts.ts'
import { parseSetup } from '../../src/server/setup-file.ts'
import type { Delivery } from '../../src/server/store/ingest.ts'
import { openStore, type Store } from '../../src/server/store/open.ts'
import { regencyOf, writeSetup } from '../../src/server/store/setup.ts'
import { skm } from '../make.ts'

export const instruments = createInstruments([skm])

/** 24 November 2026, 14.00 WIB. */
export const AFTERNOON = Date.UTC(2026, 10, 24, 7)

export const STORES = [
  { name: 'SQLite', open: (directory: string) => openStore(directory, 'epoch-1') },
] as const

export type OpenStore = (typeof STORES)[number]['open']

export function tempDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'suara-warga-store-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** An open store, closed when the test ends. */
export async function anEmptyStore(open: OpenStore): Promise<Store> {
  const store = await open(tempDirectory())
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

export async function surveyIn(store: Store) {
  return surveyOf(await regencyOf(store.db), instruments)
}

export function aDelivery(submissions: Submission[], fields: Partial<Delivery> = {}): Delivery {
  return {
    device: 'kiosk-1',
    unit: 'disdukcapil',
    sent: AFTERNOON,
    receivedAt: AFTERNOON,
    simulated: 0,
    noteContact: false,
    submissions,
    ...fields,
  }
}
