// One kiosk in a real browser: answered by the device code of its own page and by its screens, and what befalls it by the seed.
import { globSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import type { Submission } from '../../src/core/submission.ts'
import type { DeviceStatus } from '../../src/device/device.ts'
import { SYNC_TAG } from '../../src/device/sender.ts'
import { answersOf, take } from '../bench/answers.ts'
import { launchBrowser, type RunningBrowser, tempDir } from '../e2e/harness.ts'
import { attractScreen, endVisit, giveAnswers, pairKiosk, readyOffline } from '../e2e/kiosk.ts'
import { allScores } from '../make.ts'
import { chanceOf } from './chance.ts'
import { watchStorage } from './kiosk-script.ts'
import type { Ledger } from './ledger.ts'

/** Out of a hundred handfuls of answers, so many are preceded by each. */
const MISHAPS = {
  'browser killed': 6,
  'browser killed while saving': 8,
  'page loaded again': 6,
  'connection closed': 10,
  'storage full': 6,
  'worker woken': 8,
  'database broken on disk': 4,
  'database lost': 4,
  'an answer on the screens': 12,
} as const

type Mishap = keyof typeof MISHAPS

export interface KioskParts {
  seed: number
  name: string
  place: { unit: string; service: string }
  /** Of the network that this browser goes through. */
  url: string
  code: string
  script: string
  ledger: Ledger
  count(what: string): void
  serverMayLose(): boolean
}

export interface Kiosk {
  readonly name: string
  live(count: number): Promise<void>
  /** The page is open, and told that the network is back. */
  calm(): Promise<void>
  status(): Promise<DeviceStatus>
  close(): Promise<void>
}

const HANDFUL = 20

export async function createKiosk(parts: KioskParts): Promise<Kiosk> {
  const { ledger, count, url } = parts
  const chance = chanceOf(parts.seed, `kiosk ${parts.name}`)
  const startsAt = Date.now() - 86_400_000
  const answers = answersOf({ ...parts.place, startsAt, seed: chance.between(1, 2 ** 31) })
  const userDataDir = await tempDir()
  let browser: RunningBrowser = await launchBrowser({ userDataDir })
  let page = await newPage()
  await pairKiosk(page, url, parts.code)
  await readyOffline(page)
  await page.evaluate(parts.script)

  async function newPage(): Promise<Page> {
    const made = await browser.context.newPage()
    await made.addInitScript(watchStorage)
    return made
  }

  /** The browser is started again, and the kiosk's page with it. */
  async function started(): Promise<void> {
    browser = await launchBrowser({ userDataDir })
    page = await newPage()
    await page.goto(`${url}/kiosk`)
    await attractScreen(page)
    await page.evaluate(parts.script)
  }

  /** Until each was tried; what the page could say before it was killed counts. */
  async function handIn(drafts: Omit<Submission, 'sequence'>[]): Promise<void> {
    for (const draft of drafts) ledger.tried(draft)
    for (const draft of drafts) {
      const saved = await page.evaluate(async (given) => {
        try {
          const device = await window.chaos.device
          const submission = await device.save(given)
          return { submission, device: device.pairing?.device.id ?? '' }
        } catch {
          return null
        }
      }, draft)
      if (saved) ledger.told(saved.submission, saved.device)
      else count('save failed')
    }
  }

  const drafts = (many: number) => take(answers, many).map(({ sequence: _, ...draft }) => draft)

  async function befall(mishap: Mishap): Promise<void> {
    count(mishap)
    switch (mishap) {
      case 'browser killed':
        await browser.kill()
        return await started()
      case 'browser killed while saving': {
        const saving = handIn(drafts(HANDFUL)).catch(() => undefined)
        await new Promise((resolve) => setTimeout(resolve, chance.between(5, 200)))
        await browser.kill()
        await saving
        return await started()
      }
      case 'page loaded again':
        await page.reload()
        await attractScreen(page)
        return void (await page.evaluate(parts.script))
      case 'connection closed':
        return await page.evaluate(() => {
          for (const connection of window.connections ?? []) connection.close()
        })
      case 'storage full':
        return await withoutRoom()
      case 'worker woken':
        return await wakeWorker()
      case 'database broken on disk':
      case 'database lost':
        if (parts.serverMayLose()) return
        return await damaged(mishap === 'database lost')
      case 'an answer on the screens':
        return await answerOnScreens()
    }
  }

  async function withoutRoom(): Promise<void> {
    const tools = await page.context().newCDPSession(page)
    const origin = new URL(url).origin
    await tools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
    await handIn(drafts(3))
    await tools.send('Storage.overrideQuotaForOrigin', { origin })
    await tools.detach()
  }

  async function wakeWorker(): Promise<void> {
    const tools = await page.context().newCDPSession(page)
    const registrationId = await registrationOf(tools, url)
    await tools.send('ServiceWorker.dispatchSyncEvent', {
      origin: new URL(url).origin,
      registrationId,
      tag: SYNC_TAG,
      lastChance: false,
    })
    await tools.detach()
  }

  async function damaged(lost: boolean): Promise<void> {
    await browser.context.close()
    const directory = join(userDataDir, 'Default/IndexedDB')
    if (lost) await rm(directory, { recursive: true })
    else
      for (const file of globSync('**/{*.ldb,*.log,CURRENT,MANIFEST-*}', { cwd: directory }))
        await writeFile(join(directory, file), 'not what was written')
    await started()
  }

  async function answerOnScreens(): Promise<void> {
    await giveAnswers(page, allScores(3))
    // Thanked for: so it is on disk.
    const row = await page.evaluate(() => window.lastRow)
    if (!row) throw new Error('thanked for an answer that was put nowhere')
    // Its own code wrote it: the whole submission stands in the row.
    ledger.told(row.submission as Submission, row.device)
    await endVisit(page)
  }

  return {
    name: parts.name,
    async live(many) {
      for (let left = many; left > 0; left -= HANDFUL) {
        const what = chance.oneOf<Mishap | 'nothing'>({ ...MISHAPS, nothing: NOTHING })
        if (what !== 'nothing') await befall(what)
        await handIn(drafts(Math.min(HANDFUL, left)))
      }
    },
    async calm() {
      await page.evaluate(() => dispatchEvent(new Event('online')))
    },
    status: () => page.evaluate(async () => (await window.chaos.device).status()),
    close: () => browser.context.close(),
  }
}

const NOTHING = 100 - Object.values(MISHAPS).reduce((sum, weight) => sum + weight, 0)

/** The worker as the browser's own tools reach it. */
async function registrationOf(tools: CDPSession, url: string): Promise<string> {
  const found = new Promise<string>((resolve) =>
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(url))
      if (ours) resolve(ours.registrationId)
    }),
  )
  await tools.send('ServiceWorker.enable')
  return await found
}
