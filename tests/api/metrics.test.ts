// The figures for those who watch: who may read them, what they say, and that the documented list is the whole of it.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { anId, aSubmission } from '../make.ts'
import { aDevice, aServer, get, postBatch, type TestServer } from './server.ts'

const TOKEN = 'a-long-metrics-token'
const OURS = { host: '127.0.0.1:8080' }

function ask({ app }: TestServer, headers: Record<string, string> = OURS, address = '127.0.0.1') {
  return app.inject({ method: 'GET', url: '/api/metrics', headers, remoteAddress: address })
}

async function figures(server: TestServer): Promise<Map<string, number>> {
  const { body } = await ask(server)
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]))
}

test('the documented list is what is served', async () => {
  const document = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8')
  const documented = [...document.matchAll(/^\| `([a-z0-9_]+)` \|/gm)].map((match) => match[1])
  const { body } = await ask(await aServer())
  const served = [...body.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1])
  expect(served.length).toBeGreaterThan(15)
  expect(documented.sort()).toEqual(served.sort())
})

describe('they are read', () => {
  test('by a program on this machine', async () => {
    const server = await aServer()
    expect((await ask(server)).statusCode).toBe(200)
    expect((await ask(server, { host: 'localhost:8080' }, '::1')).statusCode).toBe(200)
    expect((await ask(server, OURS, '::ffff:127.0.0.1')).statusCode).toBe(200)
  })

  test('by nobody from elsewhere, whatever they say of themselves', async () => {
    const server = await aServer({ environment: { PUBLIC_URL: 'https://skm.example.go.id' } })
    const reply = await ask(server, OURS, '10.0.0.7')
    expect(reply.statusCode).toBe(403)
    expect(reply.json()).toEqual({ problems: [{ code: 'metrics.closed' }] })
    expect(reply.headers['cache-control']).toBe('no-store')
    const forged = { ...OURS, 'x-forwarded-for': '127.0.0.1' }
    expect((await ask(server, forged, '10.0.0.7')).statusCode).toBe(403)
  })

  test.each(['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'])(
    'by nobody for whom a proxy on this machine asks (%s)',
    async (header) => {
      const reply = await ask(await aServer(), { ...OURS, [header]: '127.0.0.1' })
      expect(reply.statusCode).toBe(403)
    },
  )

  test('by no page of the world that calls itself this machine', async () => {
    expect((await ask(await aServer(), { host: 'evil.example' })).statusCode).toBe(403)
  })

  test('with the token from anywhere, and with no other', async () => {
    const server = await aServer({ environment: { METRICS_TOKEN: TOKEN } })
    const bearer = (token: string) => ({
      host: 'skm.example.go.id',
      'x-forwarded-for': '10.0.0.7',
      authorization: `Bearer ${token}`,
    })
    expect((await ask(server, bearer(TOKEN), '10.0.0.7')).statusCode).toBe(200)
    expect((await ask(server, bearer(`${TOKEN}x`), '10.0.0.7')).statusCode).toBe(403)
    // A wrong one is wrong on this machine, too.
    expect((await ask(server, { ...OURS, authorization: 'Bearer x' })).statusCode).toBe(403)
    const none = await aServer()
    expect((await ask(none, bearer(TOKEN))).statusCode).toBe(403)
  })
})

test('they count answers by what became of them', async () => {
  const server = await aServer()
  const { token } = await aDevice(server)
  const other = aSubmission({ id: anId(1), app: 'another' })
  await postBatch(server, token, [aSubmission({ id: anId(1) }), aSubmission({ id: anId(2) })])
  await postBatch(server, token, [aSubmission({ id: anId(2) }), other])
  await postBatch(server, token, [aSubmission({ id: anId(3), unit: 'nowhere' })])
  const found = await figures(server)
  expect(
    ['stored', 'known', 'conflicted', 'refused'].map((outcome) =>
      found.get(`suara_submissions_total{outcome="${outcome}"}`),
    ),
  ).toEqual([2, 1, 1, 1])
  expect(found.get('suara_ingest_waiting')).toBe(0)
  const requests = 'suara_http_requests_total{method="POST",route="/api/submissions",status="200"}'
  expect(found.get(requests)).toBe(3)
  const durations = 'suara_http_request_duration_seconds_count{route="/api/submissions"}'
  expect(found.get(durations)).toBe(3)
})

test('addresses that people invent make no new figure', async () => {
  const server = await aServer()
  for (const path of ['/api/kiosk-7', '/api/0199a000-0000-7000-8000-000000000001', '/etc/passwd'])
    await get(server, path)
  const { body } = await ask(server)
  expect(body).toContain('route="none",status="404"} 3')
  for (const text of ['kiosk-7', '0199a000', 'passwd']) expect(body).not.toContain(text)
})

test('they tell of devices and of the epoch', async () => {
  const server = await aServer()
  const { token, device } = await aDevice(server)
  await aDevice(server)
  await postBatch(server, token, [aSubmission()])
  await server.store.db
    .updateTable('devices')
    .set({ report: JSON.stringify({ unsent: 12 }) })
    .where('id', '=', device.id)
    .execute()
  const found = await figures(server)
  expect(found.get('suara_devices{state="paired"}')).toBe(2)
  expect(found.get('suara_devices{state="active"}')).toBe(1)
  expect(found.get('suara_devices{state="revoked"}')).toBe(0)
  expect(found.get('suara_devices_unsent')).toBe(12)
  expect(found.get('suara_epoch_info{epoch="epoch-1"}')).toBe(1)
  expect(found.get('suara_database_up')).toBe(1)
  expect(found.get('suara_backup_ok')).toBeNaN()
})

test('a database that is gone is a figure, and no failure', async () => {
  const server = await aServer()
  await server.store.close()
  const found = await figures(server)
  expect(found.get('suara_database_up')).toBe(0)
  expect(found.get('suara_devices{state="paired"}')).toBeNaN()
  expect([...found.keys()].some((name) => name.startsWith('suara_epoch_info'))).toBe(false)
})
