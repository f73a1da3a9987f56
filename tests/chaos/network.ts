// The bad network: a real HTTP proxy between devices and server that loses, doubles, delays, cuts and falsifies by the seed.
import { once } from 'node:events'
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { type Chance, chanceOf } from './chance.ts'

/** Out of a hundred requests, so many meet each; the rest pass. */
const FAULTS = {
  'request lost': 4,
  'reply lost': 6,
  'sent twice at once': 4,
  'held back': 5,
  'sent again later': 4,
  '500 of a proxy': 2,
  '502 page': 2,
  '503 page, come back': 1,
  '413 page': 1,
  'portal page, 200': 2,
  'portal redirect': 1,
  'reply of another request': 2,
  'slow reply': 2,
  'request cut': 1,
  'reply cut': 2,
  'unpacked, header kept': 1,
} as const

type Fault = keyof typeof FAULTS

/** Which device, and which of its requests: the plan of faults hangs on nothing else. */
export const LABEL = 'x-chaos-request'

export interface Network {
  url: string
  /** What was answered to untouched requests, and what was done to the others, by kind. */
  counts: Map<string, number>
  /** Answers of our own server, 4xx, to requests that were passed on as the device sent them. */
  wrong: { request: string; status: number; body: string }[]
  /** From now on every request passes untouched; resolves when what was held back has gone. */
  calm(): Promise<void>
  rage(): void
  close(): Promise<void>
}

export interface NetworkOptions {
  seed: number
  /** Of all requests that have no label of their own: a browser's, which has a network to itself. */
  name?: string
  /** Port of the server; it stays the same when the server is started again. */
  port: number
  /** Whether a 4xx of our server was to be expected: a dead token, a submission that nobody can read. */
  expected(sent: { token: string; text: string }): boolean
}

interface Call {
  label: string
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

const HTML = { 'content-type': 'text/html' }
const PAGE = '<!doctype html><title>WiFi gratis</title><p>Masuk untuk memakai internet'

export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const counts = new Map<string, number>()
  const wrong: Network['wrong'] = []
  const held = new Set<Promise<unknown>>()
  /** The last answers of each path: what a confused cache would give. */
  const cached = new Map<string, Answer[]>()
  let calm = false
  let unlabelled = 0
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1)

  /** `null` = the server is not there. */
  async function forward(call: Call, body = call.body): Promise<Answer | null> {
    const { host: _, [LABEL]: __, 'transfer-encoding': ___, ...headers } = call.headers
    if (call.method !== 'GET') headers['content-length'] = String(body.length)
    const passed = request({ ...target(), agent, method: call.method, path: call.path, headers })
    try {
      passed.end(body)
      const [reply] = (await once(passed, 'response')) as [IncomingMessage]
      const answer = {
        status: reply.statusCode ?? 0,
        headers: reply.headers,
        body: await buffer(reply),
      }
      keep(call.path, answer)
      if (body === call.body) judge(call, answer)
      return answer
    } catch {
      count('no server')
      return null
    }
  }

  const target = () => ({ host: '127.0.0.1', port: options.port })

  function keep(path: string, answer: Answer): void {
    const answers = cached.get(path) ?? []
    cached.set(path, [...answers.slice(-20), answer])
  }

  function judge(call: Call, answer: Answer): void {
    const { status } = answer
    const text = status >= 400 && status < 500 ? textOf(call) : ''
    const token = (call.headers.authorization ?? '').replace('Bearer ', '')
    const expected = text !== '' && options.expected({ token, text })
    count(`server said ${status}${expected ? ', as it must' : ''}`)
    if (text !== '' && !expected)
      wrong.push({ request: call.label, status, body: answer.body.toString().slice(0, 300) })
  }

  /** Something that the device does not wait for; the end of the storm does. */
  function later(ms: number, work: () => Promise<unknown>): Promise<unknown> {
    const done = new Promise((resolve) => setTimeout(resolve, calm ? 0 : ms)).then(work)
    held.add(done)
    return done.finally(() => held.delete(done))
  }

  async function meet(fault: Fault, call: Call, { chance, reply }: Meeting): Promise<void> {
    const cut = () => void reply.destroy()
    const pass = async () => answerWith(reply, await forward(call), chance)
    switch (fault) {
      case 'request lost':
        return cut()
      case 'reply lost':
        await forward(call)
        return cut()
      case 'sent twice at once': {
        const [, second] = await Promise.all([forward(call), forward(call)])
        return answerWith(reply, second, chance)
      }
      case 'held back':
        await later(chance.between(20, 400), pass)
        return
      case 'sent again later':
        await pass()
        void later(chance.between(50, 2000), () => forward(call))
        return
      case '500 of a proxy':
        return void reply.writeHead(500, { 'content-type': 'text/plain' }).end('upstream')
      case '502 page':
        return void reply.writeHead(502, HTML).end(PAGE)
      case '503 page, come back':
        return void reply.writeHead(503, { ...HTML, 'retry-after': '7' }).end(PAGE)
      case '413 page':
        return void reply.writeHead(413, HTML).end(PAGE)
      case 'portal page, 200':
        return void reply.writeHead(200, HTML).end(PAGE)
      case 'portal redirect':
        return void reply.writeHead(302, { location: 'http://portal.invalid/' }).end()
      case 'reply of another request': {
        const answers = cached.get(call.path) ?? []
        const other = answers[chance.between(0, Math.max(0, answers.length - 1))]
        return other ? answerWith(reply, other, chance) : cut()
      }
      case 'slow reply':
        return await dribble(reply, await forward(call), chance.between(5, 60))
      case 'request cut':
        await forwardCut(call)
        return cut()
      case 'reply cut':
        return cutReply(reply, await forward(call))
      case 'unpacked, header kept':
        return answerWith(reply, await forward(call, unpacked(call)), chance)
    }
  }

  /** The server sees the beginning of a request and then the line dies. */
  async function forwardCut(call: Call): Promise<void> {
    const { host: _, [LABEL]: __, ...headers } = call.headers
    const length = String(Math.max(2, call.body.length))
    const dying = request({
      ...target(),
      method: call.method,
      path: call.path,
      headers: { ...headers, 'content-length': length },
      agent: false,
    })
    dying.on('error', () => undefined)
    dying.write(call.body.subarray(0, Math.floor(call.body.length / 2)))
    await new Promise((resolve) => setTimeout(resolve, 5))
    dying.destroy()
  }

  const server = createServer(async (asked, reply) => {
    const call: Call = {
      label: String(asked.headers[LABEL] ?? `${options.name}.${++unlabelled}`),
      method: asked.method ?? 'GET',
      path: asked.url ?? '/',
      headers: asked.headers,
      // A device that is killed while it sends has sent nothing.
      body: await buffer(asked).catch(() => Buffer.alloc(0)),
    }
    if (!asked.complete) return void reply.destroy()
    const chance = chanceOf(options.seed, `request ${call.label}`)
    // The app itself comes as it is: a page that does not load cannot be answered at.
    const fault =
      calm || !call.path.startsWith('/api/') ? 'none' : chance.oneOf({ ...FAULTS, none: NONE })
    if (fault === 'none') return answerWith(reply, await forward(call), chance)
    count(fault)
    await meet(fault, call, { chance, reply })
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    counts,
    wrong,
    rage: () => {
      calm = false
    },
    async calm() {
      calm = true
      await Promise.allSettled([...held])
    },
    async close() {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Meeting {
  chance: Chance
  reply: ServerResponse
}

const NONE = 100 - Object.values(FAULTS).reduce((sum, weight) => sum + weight, 0)

function answerWith(reply: ServerResponse, answer: Answer | null, chance: Chance): void {
  if (answer) return void reply.writeHead(answer.status, plain(answer.headers)).end(answer.body)
  // A server that is not there: nothing answers, or the proxy before it does.
  if (chance.happens(0.5)) return void reply.destroy()
  reply.writeHead(502, HTML).end(PAGE)
}

async function dribble(
  reply: ServerResponse,
  answer: Answer | null,
  stepMs: number,
): Promise<void> {
  if (!answer) return void reply.destroy()
  reply.writeHead(answer.status, plain(answer.headers))
  const step = Math.ceil(answer.body.length / 8)
  for (let at = 0; at < answer.body.length; at += step) {
    reply.write(answer.body.subarray(at, at + step))
    await new Promise((resolve) => setTimeout(resolve, stepMs))
  }
  reply.end()
}

function cutReply(reply: ServerResponse, answer: Answer | null): void {
  if (!answer) return void reply.destroy()
  reply.writeHead(answer.status, plain(answer.headers))
  reply.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => reply.destroy())
}

function plain({
  connection: _,
  'keep-alive': __,
  'transfer-encoding': ___,
  ...headers
}: IncomingHttpHeaders) {
  return headers
}

function unpacked(call: Call): Buffer {
  return call.headers['content-encoding'] === 'gzip' ? gunzipSync(call.body) : call.body
}

function textOf(call: Call): string {
  return `${call.method} ${call.path} ${unpacked(call).toString()}`
}
