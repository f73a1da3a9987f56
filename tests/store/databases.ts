// Databases of the one PostgreSQL server that a run of tests has: each test makes its own, which goes when it ends.
import { inject, onTestFinished } from 'vitest'
import { ask, TEMPLATE } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** `postgres://…` of the server's own database. */
    postgres: string
  }
}

let made = 0

/**
 * @param options.empty without a table; else as a store is after its first start
 * @returns its `postgres://…`
 */
export async function aDatabase(options: { empty?: boolean } = {}): Promise<string> {
  const server = inject('postgres')
  const name = `test_${process.pid}_${made++}`
  await ask(server, `create database ${name} template ${options.empty ? 'template0' : TEMPLATE}`)
  // What a killed server process left is ended with it.
  onTestFinished(async () => {
    await ask(server, `drop database ${name} with (force)`)
  })
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
