// An admin at work: every answer is held against the OpenAPI document, and problems come back as short words.
import { expect } from 'vitest'
import type { Problem } from '../../src/core/problem.ts'
import type { InstrumentsReply } from '../../src/core/wire-admin.ts'
import { type Document, documentOf, expectAsSaid, pathIn } from './document.ts'
import { aServer, call, type Method, signedIn, type TestServer } from './server.ts'

export interface Admin {
  server: TestServer
  cookie: string
  /** The body of an answer that must be 200. */
  does<T>(method: Method, url: string, payload?: object): Promise<T>
  /** Status and problems of an answer that must not be 200. */
  fails(method: Method, url: string, payload?: object): Promise<[number, ...string[]]>
}

export async function anAdmin(
  options: Parameters<typeof aServer>[0] = {},
  person: { username: string; role: 'admin' | 'planner' | 'officer'; unit?: string } = {
    username: 'rina',
    role: 'admin',
  },
): Promise<Admin> {
  const server = await aServer(options)
  return asPerson(server, person)
}

export async function asPerson(
  server: TestServer,
  person: { username: string; role: 'admin' | 'planner' | 'officer'; unit?: string },
): Promise<Admin> {
  const said: Document = await documentOf(server)
  const cookie = await signedIn(server, person)
  const ask = async (method: Method, url: string, payload?: object) => {
    const reply = await call(server, cookie, payload ? [method, url, payload] : [method, url])
    expectAsSaid(said, [method.toLowerCase(), pathIn(said, url)], reply)
    return reply
  }
  return {
    server,
    cookie,
    async does(method, url, payload) {
      const reply = await ask(method, url, payload)
      expect([reply.statusCode, reply.body.slice(0, 300)]).toEqual([200, expect.any(String)])
      return reply.json()
    },
    async fails(method, url, payload) {
      const reply = await ask(method, url, payload)
      expect(reply.statusCode).not.toBe(200)
      const { problems } = reply.json() as { problems: Problem[] }
      return [
        reply.statusCode,
        ...problems.map(({ code, path }) => (path ? `${code} ${path}` : code)),
      ]
    },
  }
}

/** Actions of the trail, the first first. */
export async function trailOf({ store }: TestServer): Promise<string[]> {
  const rows = await store.db
    .selectFrom('audit')
    .select(['action', 'subject'])
    .orderBy('id')
    .execute()
  return rows.map(({ action, subject }) => `${action} ${subject}`)
}

/** Keeps a draft, made against what is there now. */
export async function drafts({ does }: Pick<Admin, 'does'>, instrument: object) {
  const { revision } = await does<InstrumentsReply>('GET', '/api/instruments')
  return does<InstrumentsReply>('PUT', '/api/instruments/draft', { revision, instrument })
}

/** Publishes the draft as it is now. */
export async function publishes({ does }: Pick<Admin, 'does'>) {
  const { revision } = await does<InstrumentsReply>('GET', '/api/instruments')
  return does<InstrumentsReply>('POST', '/api/instruments/publish', { revision })
}
