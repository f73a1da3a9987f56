// A thin and unreliable link between a phone and its server: so many bytes a second, late, and cut off at times.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export interface Link {
  port: number
  /** Bytes that went through, and how many connections were opened. */
  counted: { up: number; down: number; connections: number }
  /** From now on, in each direction. */
  slow(bytesPerSecond: number, latencyMs: number): void
  /** Every connection ends in the middle of what it carries, and none is let through for so long. */
  cut(forMs: number): void
  close(): void
}

/** @param port the server's, on this machine; the link's own is another */
export async function openLink(port: number): Promise<Link> {
  const counted = { up: 0, down: 0, connections: 0 }
  const sockets = new Set<Socket>()
  let pace = { bytesPerSecond: Number.POSITIVE_INFINITY, latencyMs: 0 }
  let closedUntil = 0

  const server = createServer((phone) => {
    if (performance.now() < closedUntil) return void phone.destroy()
    counted.connections += 1
    const far = connect(port, '127.0.0.1')
    for (const socket of [phone, far]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => undefined)
    }
    carry(phone, far, 'up')
    carry(far, phone, 'down')
  })

  /** In order and one piece after the other, each as long under way as the link makes it. */
  function carry(from: Socket, to: Socket, way: 'up' | 'down'): void {
    let free = 0
    from.on('data', (piece) => {
      const { bytesPerSecond, latencyMs } = pace
      const now = performance.now()
      free = Math.max(free, now) + (piece.length / bytesPerSecond) * 1000
      from.pause()
      // The next piece enters when this one has left; it arrives later by the latency.
      setTimeout(() => from.resume(), free - now)
      setTimeout(
        () => {
          counted[way] += piece.length
          if (!to.destroyed) to.write(piece)
        },
        free - now + latencyMs / 2,
      )
    })
    from.on('close', () => setTimeout(() => to.destroy(), pace.latencyMs))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    counted,
    slow(bytesPerSecond, latencyMs) {
      pace = { bytesPerSecond, latencyMs }
    },
    cut(forMs) {
      closedUntil = performance.now() + forMs
      for (const socket of sockets) socket.destroy()
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
