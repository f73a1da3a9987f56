// One run: shifts of devices that live through faults, each ended by a calm in which everything must arrive.
import { chanceOf } from './chance.ts'
import { fetched } from './fetch.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { LABEL, type Network, startNetwork } from './network.ts'
import { becomeBrowser } from './platform.ts'
import { createStorm } from './storm.ts'
import { createTablet, type Tablet } from './tablet.ts'
import { sayCounts, verdictOf } from './verdict.ts'
import { createWorld, type World } from './world.ts'

export interface RunOptions {
  seed: number
  /** Answers that are given. */
  n: number
  /** Device time runs so much faster than ours. */
  speed: number
  databaseUrl: string | null
}

/** Answers of a shift: what lives in memory at one time. */
const SHIFT = 25_000
/** One in which the server is restored from a backup, one in which it is not. */
const LEAST_SHIFTS = 2
/** How long a device without network waits before it knows. */
const UNREACHED_MS = 2500
const MOST_TABLETS = 40
/** From so many answers on most devices are remote: each request costs as much time as dozens of answers. */
const LONG_RUN = 50_000
/** After the faults have stopped, what waits must go on becoming less: this long without any change is stuck. */
const STUCK_AFTER_MS = 120_000
/** In every shift but the first, in which devices must try again by themselves, a network comes back so often. */
const COMES_BACK_EVERY_MS = 3000
const KEPT_DAYS = 90
const CARRIED = '/api/carried'
const PROGRESS_MS = 15_000

/** @returns what is broken; empty = all is well */
export async function runChaos(options: RunOptions): Promise<string[]> {
  const { seed, n } = options
  const startedAt = performance.now()
  const world = await createWorld(options.databaseUrl)
  const run = createRun(options, world, createLedger())
  const network = await startNetwork({ seed, port: world.port, expected: run.expected })
  run.connect(network)
  console.warn = (...words: unknown[]) => run.count(`said by a device: ${words.join(' ')}`)
  // A page that is killed leaves promises behind that nobody waits for; a browser only writes that down, too.
  process.on('unhandledRejection', (why) => run.count(`left behind: ${nameOf(why)}`))
  const progress = setInterval(
    () => say(`  … ${run.ledger.saved} saved, ${seconds(startedAt)} s`),
    PROGRESS_MS,
  )
  const broken: string[] = []
  const shifts = Math.max(LEAST_SHIFTS, Math.ceil(n / SHIFT))
  for (let shift = 0; shift < shifts; shift++) {
    const found = await run.shift(shift, Math.ceil(n / shifts))
    broken.push(...found)
    // A long run says early that it is broken.
    for (const line of found) say(`  ✗ ${line}`)
    say(`shift ${shift + 1} of ${shifts}: ${run.ledger.saved} saved, ${seconds(startedAt)} s`)
  }
  clearInterval(progress)
  const toldAt = performance.now()
  broken.push(...(await verdictOf(world, run.ledger, [network])))
  await network.close()
  sayCounts([run.counts, network.counts])
  const rate = Math.round(run.ledger.saved / ((toldAt - startedAt) / 1000))
  say(
    `${run.ledger.saved} saved in ${seconds(startedAt, toldAt)} s (${rate}/s), checked in ${seconds(toldAt)} s`,
  )
  return broken
}

function createRun({ seed, speed, n: all }: RunOptions, world: World, ledger: Ledger) {
  const counts = new Map<string, number>()
  const deadTokens = new Set<string>()
  const requests = new Map<string, number>()
  const count = (what: string, times = 1) => void counts.set(what, (counts.get(what) ?? 0) + times)
  const storm = createStorm(world, count)
  const { atServer } = storm
  let tablets: Tablet[] = []
  /** Tablets that the server has answered since the calm began. */
  const heard = new Set<string>()

  function connect(network: Network): void {
    becomeBrowser({
      speed,
      async request({ disk }, path, init) {
        const { name } = disk
        const nth = (requests.get(name) ?? 0) + 1
        requests.set(name, nth)
        if (tablets.find((tablet) => tablet.name === name)?.outOfReach) {
          await new Promise((resolve) => setTimeout(resolve, UNREACHED_MS))
          throw new TypeError('no network')
        }
        const headers = { ...init.headers, [LABEL]: `${name}.${nth}` }
        const response = await fetched(network.url + path, { ...init, headers }).catch((error) => {
          if (path === CARRIED) count(`file on its way: ${nameOf(error)}`)
          throw error
        })
        if (path === CARRIED) count(`file on its way: ${response.status}`)
        if (path !== '/api/setup' && response.ok) heard.add(name)
        return response
      },
    })
    calmNetwork = () => network.calm()
    rageNetwork = () => network.rage()
  }
  let calmNetwork: () => Promise<void> = async () => undefined
  let rageNetwork: () => void = () => undefined

  const pairing = {
    pair: (device: Parameters<World['pair']>[0]) => atServer(() => world.pair(device)),
    pairAgain: (device: string) => atServer(() => world.pairAgain(device)),
    async revoke({ device, token }: { device: { id: string }; token: string }) {
      deadTokens.add(token)
      await atServer(() => world.revoke(device.id))
    },
    expire: ({ token }: { token: string }) => void deadTokens.add(token),
  }

  /** The next device on the shelf takes it. */
  async function hand(file: Blob, from: string, readable: boolean): Promise<void> {
    const at = tablets.findIndex(({ name }) => name === from)
    await tablets[(at + 1) % tablets.length]?.takeIn(file, readable)
  }

  async function shift(index: number, n: number): Promise<string[]> {
    const chance = chanceOf(seed, `shift ${index}`)
    const size = clamp(n / 100, 8, MOST_TABLETS)
    const each = Math.ceil(n / size)
    const before = ledger.saved
    await calmNetwork()
    tablets = await Promise.all(
      Array.from({ length: size }, (_, i) =>
        createTablet({
          seed,
          name: `${index}-${i}`,
          place: world.places[chance.between(0, world.places.length - 1)] ?? {
            unit: '',
            service: '',
          },
          remote: all >= LONG_RUN && i % 4 !== 0,
          ledger,
          counts,
          pairing,
          hand,
          serverMayLose: () => storm.mayLose,
        }),
      ),
    )
    rageNetwork()
    const storming = storm.begin(chance, {
      n,
      given: () => ledger.saved - before,
      restores: index % 2 === 0,
    })
    const startedAt = performance.now()
    await Promise.all(tablets.map((tablet) => tablet.live(each)))
    const livedAt = performance.now()
    await storming.end()
    const calmAt = performance.now()
    const broken = await ended(index)
    say(
      `  lived ${seconds(startedAt, livedAt)} s, last of the storm ${seconds(livedAt, calmAt)} s, calm ${seconds(calmAt)} s`,
    )
    return broken
  }

  /** The faults stop: all must arrive. Then months go by, and what the server has may go from the devices. */
  async function ended(index: number): Promise<string[]> {
    await calmNetwork()
    heard.clear()
    for (const tablet of tablets) tablet.calm()
    const comingBack = setInterval(() => {
      if (index > 0) for (const tablet of tablets) tablet.comeBack()
    }, COMES_BACK_EVERY_MS)
    try {
      return await allArrives(index)
    } finally {
      clearInterval(comingBack)
    }
  }

  async function allArrives(index: number): Promise<string[]> {
    // Who has heard nothing yet may not know that the server was restored.
    await untilAll(
      async ({ name, status, carried }) =>
        heard.has(name) && (await status()).unsent === 0 && (await carried()).length === 0,
    )
    const broken = await held(index)
    await atServer(() => world.passDays(KEPT_DAYS + 1))
    for (const tablet of tablets) tablet.passDays(KEPT_DAYS + 1)
    for (const tablet of tablets) await tablet.restart()
    // The next resident: with the receipt of this answer the device learns that months have gone by at the server, too.
    await Promise.all(tablets.map((tablet) => tablet.answer()))
    await untilAll(async (tablet) => (await tablet.status()).unsent === 0)
    for (const tablet of tablets) await tablet.restart()
    await untilAll(async (tablet) => (await tablet.status()).acknowledged === 1)
    for (const tablet of tablets) {
      const { acknowledged, refused } = await tablet.status()
      if (acknowledged !== 1) broken.push(`${tablet.name} keeps ${acknowledged} after 91 days`)
      if (refused !== tablet.unreadable)
        broken.push(
          `${tablet.name} holds ${refused} refused after 91 days, not ${tablet.unreadable}`,
        )
      tablet.close()
    }
    return broken
  }

  async function held(index: number): Promise<string[]> {
    const broken: string[] = []
    for (const tablet of tablets) {
      const { unsent, refused, trouble } = await tablet.status()
      if (unsent > 0) broken.push(`shift ${index}: ${tablet.name} holds ${unsent}: ${trouble}`)
      const back = (await tablet.drafts()).filter((id) => ledger.isTold(id))
      if (back.length > 0) broken.push(`${tablet.name}: finished, and drafts again: ${back}`)
      const carried = await tablet.carried()
      if (carried.length > 0)
        broken.push(`shift ${index}: ${tablet.name} carries files: ${JSON.stringify(carried)}`)
      if (refused !== tablet.unreadable)
        broken.push(
          `shift ${index}: ${tablet.name} holds ${refused} refused, not ${tablet.unreadable}`,
        )
    }
    return broken
  }

  /** Until every tablet is so, or for so long nothing has changed. */
  async function untilAll(so: (tablet: Tablet) => Promise<boolean>): Promise<void> {
    const waiting = new Set(tablets)
    let before = ''
    for (let changedAt = performance.now(); waiting.size > 0; ) {
      await aMoment()
      const now: number[] = []
      for (const tablet of waiting) {
        if (await so(tablet)) waiting.delete(tablet)
        else now.push((await tablet.status()).unsent, (await tablet.carried()).length)
      }
      if (String(now) !== before) changedAt = performance.now()
      before = String(now)
      if (performance.now() - changedAt > STUCK_AFTER_MS) return
    }
  }

  return {
    ledger,
    counts,
    count,
    connect,
    shift,
    expected: ({ token, text }: { token: string; text: string }) =>
      deadTokens.has(token) ||
      [...text.matchAll(/"id":"([^"]+)"/g)].some(([, id]) => ledger.isPoisoned(id ?? '')),
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, Math.floor(value)))
}

function nameOf(why: unknown): string {
  return why instanceof Error ? `${why.name}: ${why.message}` : typeof why
}

function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50))
}

function seconds(from: number, to = performance.now()): string {
  return ((to - from) / 1000).toFixed(1)
}

function say(line: string): void {
  console.info(line)
}
