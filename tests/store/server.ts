// Before all tests: one PostgreSQL server for the run, with a database that was brought up. After them it is gone.
import type { TestProject } from 'vitest/node'
import { openStore } from '../../src/server/store/open.ts'
import { ask, startPostgres, TEMPLATE } from './postgres.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  try {
    await ask(server.url('postgres'), `create database ${TEMPLATE} template template0`)
    const store = await openStore(server.url(TEMPLATE), 'epoch-1')
    await store.close()
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('postgres', server.url('postgres'))
  return () => server.stop()
}
