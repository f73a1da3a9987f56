// The network of a tablet: `fetch` over Node's own HTTP, which keeps to as many connections as it is given. The one that Node
// has opens another for every request that waits, thousands of them when this process is busy.
import { Agent, type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** Six for each of forty tablets, as a browser has to one server. */
const agent = new Agent({ keepAlive: true, maxSockets: 240 })
const WITHOUT_BODY = [204, 304]

/** Rejects as `fetch` does, and as soon as its signal aborts; redirects are not followed. The whole body is read before it resolves. */
export async function fetched(url: string, init: RequestInit): Promise<Response> {
  const { signal } = init
  // A request that waits for a connection hears nothing of its signal.
  const aborted = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return await Promise.race([replied(url, init), aborted])
}

async function replied(url: string, { method = 'GET', ...init }: RequestInit): Promise<Response> {
  const body = init.body ? Buffer.from(await new Response(init.body).arrayBuffer()) : null
  const headers = Object.fromEntries(new Headers(init.headers))
  const signal = init.signal ?? undefined
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, { agent, method, headers, signal }, resolve)
    sent.once('error', reject)
    sent.end(body)
  })
  const status = reply.statusCode ?? 0
  const content = await buffer(reply)
  const named = Object.entries(reply.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  return new Response(WITHOUT_BODY.includes(status) ? null : content, { status, headers: named })
}
