// A tablet whose database is lost or broken on disk: what no server had yet comes back from the copy.
import { globSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allScores } from '../make.ts'
import { cli, freePort, launchBrowser, startServer, tempDir } from './harness.ts'
import {
  attractScreen,
  endVisit,
  giveAnswers,
  openStaffArea,
  pairKiosk,
  prepareKiosk,
  readyOffline,
  resultsOf,
  words,
} from './kiosk.ts'

const DAMAGE: Record<string, (directory: string) => Promise<void>> = {
  lost: (directory) => rm(directory, { recursive: true }),
  broken: async (directory) => {
    const files = globSync('**/{*.ldb,*.log,CURRENT,MANIFEST-*}', { cwd: directory })
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) await writeFile(join(directory, file), 'not what was written')
  },
}

describe.each(Object.keys(DAMAGE))('a database that is %s', (kind) => {
  test('costs no answer, and the kiosk goes on without a server', async () => {
    const [dataDir, userDataDir, port] = [await tempDir(), await tempDir(), await freePort()]
    const { code } = await prepareKiosk(dataDir)
    const server = await startServer({ dataDir, port })
    const first = await launchBrowser({ userDataDir })
    const page = await first.context.newPage()
    await pairKiosk(page, server.url, code)
    await readyOffline(page)
    await giveAnswers(page, allScores(4))
    await endVisit(page)
    await expect.poll(async () => (await resultsOf(first.context, server.url)).n).toBe(1)
    await server.stop()
    for (const score of [1, 2] as const) {
      await giveAnswers(page, allScores(score))
      await endVisit(page)
    }
    await first.context.close()
    await DAMAGE[kind]?.(join(userDataDir, 'Default/IndexedDB'))

    const second = await launchBrowser({ userDataDir })
    const again = await second.context.newPage()
    await again.goto(`${server.url}/kiosk`)
    await attractScreen(again)
    await giveAnswers(again, allScores(3))
    await endVisit(again)
    await openStaffArea(again)
    await again.getByText(/^3\b/).first().waitFor()
    const back = await startServer({ dataDir, port })
    await again.getByText(words.staff.unsentNone).waitFor({ timeout: 45_000 })
    expect((await resultsOf(second.context, back.url)).n).toBe(4)
    // Numbers 1 to 4: no gap and none twice.
    const verified = await cli(['verify', '--json'], { dataDir })
    expect(verified.status, verified.stdout).toBe(0)
    expect(verified.json.gaps ?? []).toEqual([])
  })
})
