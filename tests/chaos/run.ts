// One run: shifts of devices that live through faults, each ended by a calm in which everything must arrive.
import { type Chance, chanceOf } from './chance.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { LABEL, type Network, startNetwork } from './network.ts'
import { becomeBrowser } from './platform.ts'
import { createTablet, type Tablet } from './tablet.ts'
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
const SHIFT = 100_000
const MOST_TABLETS = 40
const MOST_KILLS = 8
/** After the faults have stopped, everything must have arrived within this time. */
const CALM_WITHIN_MS = 120_000
const KEPT_DAYS = 90

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
  const broken: string[] = []
  const shifts = Math.ceil(n / SHIFT)
  for (let shift = 0; shift < shifts; shift++) {
    broken.push(...(await run.shift(shift, Math.ceil(n / shifts))))
    say(`shift ${shift + 1} of ${shifts}: ${run.ledger.saved} saved, ${seconds(startedAt)} s`)
  }
  const toldAt = performance.now()
  const verified = await world.verify()
  if (!verified.ok) broken.push(`verify: ${verified.said}`)
  broken.push(...run.ledger.checkGaps(verified.gaps))
  broken.push(...(await run.ledger.check(world.rows())))
  for (const { request, status, body } of network.wrong.slice(0, 20))
    broken.push(`an honest request was answered ${status}: ${request} ${body}`)
  await network.close()
  for (const [kind, times] of [...run.counts, ...network.counts].sort()) say(`  ${kind}: ${times}`)
  const rate = Math.round(run.ledger.saved / ((toldAt - startedAt) / 1000))
  say(
    `${run.ledger.saved} saved in ${seconds(startedAt, toldAt)} s (${rate}/s), checked in ${seconds(toldAt)} s`,
  )
  return broken
}

function createRun({ seed, speed }: RunOptions, world: World, ledger: Ledger) {
  const counts = new Map<string, number>()
  const deadTokens = new Set<string>()
  const requests = new Map<string, number>()
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
  /** One thing at a time is done at the server. */
  let last: Promise<unknown> = Promise.resolve()
  let mayLose = false
  let tablets: Tablet[] = []
  /** Tablets that the server has answered since the calm began. */
  const heard = new Set<string>()

  function atServer<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }

  function connect(network: Network): void {
    becomeBrowser({
      speed,
      async request({ disk }, path, init) {
        const { name } = disk
        const nth = (requests.get(name) ?? 0) + 1
        requests.set(name, nth)
        if (tablets.find((tablet) => tablet.name === name)?.outOfReach) {
          await new Promise((resolve) => setTimeout(resolve, 60))
          throw new TypeError('no network')
        }
        const headers = { ...init.headers, [LABEL]: `${name}.${nth}` }
        const response = await realFetch(network.url + path, { ...init, headers })
        if (path !== '/api/setup' && response.ok) heard.add(name)
        return response
      },
    })
    calmNetwork = () => network.calm()
    rageNetwork = () => network.rage()
  }
  const realFetch = fetch
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

  /** What befalls the server in a shift, by how many answers of it were given. */
  function planOf(
    chance: Chance,
    n: number,
  ): { at: number; what: 'kill' | 'back up' | 'restore' }[] {
    const kills = Array.from({ length: clamp(n / 1000, 2, MOST_KILLS) }, () => ({
      at: chance.between(1, n),
      what: 'kill' as const,
    }))
    const backUp = { at: Math.floor(n * (0.4 + 0.2 * chance.draw())), what: 'back up' as const }
    const restore = { at: Math.floor(n * (0.7 + 0.2 * chance.draw())), what: 'restore' as const }
    return [...kills, backUp, restore].sort((a, b) => a.at - b.at)
  }

  async function befall(what: 'kill' | 'back up' | 'restore', downMs: number): Promise<void> {
    count(`server: ${what}`)
    if (what === 'back up') {
      mayLose = true
      return await world.backUp()
    }
    if (what === 'restore') {
      const lost = await world.restore()
      counts.set(
        'answers that the restore had lost',
        (counts.get('answers that the restore had lost') ?? 0) + lost,
      )
      return
    }
    await world.killServer()
    await new Promise((resolve) => setTimeout(resolve, downMs))
    await world.startServer()
  }

  async function shift(index: number, n: number): Promise<string[]> {
    const chance = chanceOf(seed, `shift ${index}`)
    const size = clamp(n / 100, 8, MOST_TABLETS)
    const each = Math.ceil(n / size)
    const plan = planOf(chance, n)
    const before = ledger.saved
    mayLose = false
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
          ledger,
          counts,
          pairing,
          serverMayLose: () => mayLose,
        }),
      ),
    )
    rageNetwork()
    let done = false
    const storm = (async () => {
      for (const { at, what } of plan) {
        const downMs = chance.between(0, 1500)
        while (!done && ledger.saved - before < at) await aMoment()
        await atServer(() => befall(what, downMs))
      }
    })()
    const startedAt = performance.now()
    await Promise.all(tablets.map((tablet) => tablet.live(each)))
    done = true
    const livedAt = performance.now()
    await storm
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
    for (const tablet of tablets) tablet.calm()
    await untilAll(async (tablet) => (await tablet.status()).unsent === 0)
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
      if (refused !== tablet.unreadable)
        broken.push(
          `shift ${index}: ${tablet.name} holds ${refused} refused, not ${tablet.unreadable}`,
        )
    }
    return broken
  }

  /** Until every tablet was answered by the server since now, and is so; or until the time is up. */
  async function untilAll(so: (tablet: Tablet) => Promise<boolean>): Promise<void> {
    heard.clear()
    const until = performance.now() + CALM_WITHIN_MS
    const waiting = new Set(tablets)
    while (waiting.size > 0 && performance.now() < until) {
      await aMoment()
      for (const tablet of waiting)
        if (heard.has(tablet.name) && (await so(tablet))) waiting.delete(tablet)
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
