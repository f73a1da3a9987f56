// One run in real browsers: kiosks that live through faults, a calm in which everything must arrive, and the same verdict.
import { buildIfChanged } from '../../src/build.ts'
import { chanceOf } from './chance.ts'
import { createKiosk, type Kiosk } from './kiosk.ts'
import { deviceScript } from './kiosk-script.ts'
import { createLedger } from './ledger.ts'
import { startNetwork } from './network.ts'
import { createStorm } from './storm.ts'
import { sayCounts, verdictOf } from './verdict.ts'
import { createWorld } from './world.ts'

export interface BrowserRunOptions {
  seed: number
  n: number
  browsers: number
  databaseUrl: string | null
}

/** Real time here: a request is given up after 20 s, and a server that asked for patience gets it. */
const CALM_WITHIN_MS = 180_000

/** @returns what is broken; empty = all is well */
export async function runBrowsers(options: BrowserRunOptions): Promise<string[]> {
  const { seed, n, browsers } = options
  const startedAt = performance.now()
  await buildIfChanged()
  const script = await deviceScript()
  const world = await createWorld(options.databaseUrl)
  const ledger = createLedger()
  const counts = new Map<string, number>()
  const count = (what: string, times = 1) => void counts.set(what, (counts.get(what) ?? 0) + times)
  const storm = createStorm(world, count)
  const chance = chanceOf(seed, 'browsers')
  const names = Array.from({ length: browsers }, (_, i) => `browser-${i}`)
  const networks = await Promise.all(
    names.map((name) => startNetwork({ seed, name, port: world.port, expected: () => false })),
  )
  const kiosks: Kiosk[] = []
  for (const [i, name] of names.entries()) {
    const place = world.places[chance.between(0, world.places.length - 1)]
    const network = networks[i]
    if (!place || !network) throw new Error('no place for a kiosk')
    await network.calm()
    const { code } = await world.newKiosk(place)
    const parts = { seed, name, place, url: network.url, code, script, ledger, count }
    kiosks.push(await createKiosk({ ...parts, serverMayLose: () => storm.mayLose }))
    network.rage()
  }
  const livedFrom = performance.now()
  const storming = storm.begin(chance, { n, given: () => ledger.saved, restores: true })
  await Promise.all(kiosks.map((kiosk) => kiosk.live(Math.ceil(n / browsers))))
  await storming.end()
  const calmFrom = performance.now()
  for (const network of networks) await network.calm()
  for (const kiosk of kiosks) await kiosk.calm()
  const broken = await held(kiosks, ledger.saved, world)
  console.info(
    `  ready ${seconds(startedAt, livedFrom)} s, lived ${seconds(livedFrom, calmFrom)} s, calm ${seconds(calmFrom)} s`,
  )
  broken.push(...(await verdictOf(world, ledger, networks)))
  for (const kiosk of kiosks) await kiosk.close()
  for (const network of networks) await network.close()
  sayCounts([counts, ...networks.map((network) => network.counts)])
  console.info(`${ledger.saved} saved in ${browsers} browsers, ${seconds(startedAt)} s in all`)
  return broken
}

/** Waits until nothing is held and the server has all of it: a kiosk learns of a restored server only when it next hears from it. */
async function held(
  kiosks: readonly Kiosk[],
  saved: number,
  world: Awaited<ReturnType<typeof createWorld>>,
): Promise<string[]> {
  const until = performance.now() + CALM_WITHIN_MS
  for (;;) {
    const all = await Promise.all(kiosks.map((kiosk) => kiosk.status()))
    const unsent = all.reduce((sum, status) => sum + status.unsent, 0)
    if (unsent === 0 && (await world.stored()) >= saved) return []
    if (performance.now() > until)
      return all.map(
        ({ unsent: left, refused, trouble }, i) =>
          `${kiosks[i]?.name} holds ${left} unsent, ${refused} refused: ${trouble}`,
      )
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

function seconds(from: number, to = performance.now()): string {
  return ((to - from) / 1000).toFixed(1)
}
