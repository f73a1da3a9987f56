// The 49 real answers of Sekadau: five tapped with the server stopped, the others posted by the same kind of device.
import { expect, test } from 'vitest'
import { anId, aSubmission, sekadauAnswers } from '../make.ts'
import { cli, freePort, openContext, tempDir } from './harness.ts'
import {
  cameBack,
  endVisit,
  giveAnswers,
  pairKiosk,
  prepareKiosk,
  readyOffline,
  resultsOf,
} from './kiosk.ts'
import { commandHere } from './prepared.ts'
import { serveHere } from './server-here.ts'

test('come to the published index, five of them by touch without a server', async () => {
  const [dataDir, port] = [await tempDir(), await freePort()]
  const { code } = await prepareKiosk(dataDir)
  const server = await serveHere({ dataDir, port })
  const context = await openContext()
  const page = await context.newPage()
  await pairKiosk(page, server.url, code)
  await readyOffline(page)
  await server.stop()
  const answers = sekadauAnswers()
  for (const one of answers.slice(0, 5)) {
    await giveAnswers(page, one)
    await endVisit(page)
  }

  const back = await serveHere({ dataDir, port })
  await cameBack(page)
  const device = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil', '--token', '--json']
  const { token } = await commandHere([...device, '--service', 'ktp-el'], { dataDir })
  const submissions = answers
    .slice(5)
    .map((one, i) => aSubmission({ id: anId(i + 1), sequence: i + 1, answers: one }))
  const posted = await fetch(`${back.url}/api/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sent: Date.now(), submissions }),
  })
  expect((await posted.json()).stored).toHaveLength(44)

  const results = () => resultsOf(context, back.url)
  await expect.poll(async () => (await results()).n, { timeout: 45_000 }).toBe(49)
  expect(await results()).toMatchObject({ n: 49, ikm: 78.74, grade: 'B' })
  expect((await cli(['verify', '--json'], { dataDir })).status).toBe(0)

  await page.goto(`${back.url}/dasbor`)
  await page.getByText('78,74').first().waitFor()
})
