// Every screen of the kiosk at five sizes: accessible, contrast of 7:1, large targets, no scrolling where one answers or begins.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { violationsOn } from './axe.ts'
import { aKioskToPair, pairKiosk } from './kiosk.ts'
import { SIZES, tourKiosk } from './kiosk-tour.ts'

/** CSS pixels, both ways. The staff's entry alone is smaller: it is not for residents. */
const TARGET = { resident: 64, staff: 48 } as const

test.each(SIZES)('nothing is wrong on any screen at $width × $height', async (viewport) => {
  const { code, server, page } = await aKioskToPair(viewport)
  await pairKiosk(page, server.url, code)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const found: string[] = []
  await tourKiosk(page, async (name, kind) => {
    const wrong = [
      ...(await axe(page)),
      ...(await smallTargets(page)),
      ...(await overflow(page, kind)),
    ]
    found.push(...wrong.map((what) => `${name}: ${what}`))
  })
  expect(found).toEqual([])
})

async function axe(page: Page): Promise<string[]> {
  const violations = await violationsOn(page, { 'color-contrast-enhanced': { enabled: true } })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id} ${html.slice(0, 120)}`),
  )
}

function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(
    (target) =>
      [...document.querySelectorAll('button, a, textarea')].flatMap((element) => {
        const { width, height } = element.getBoundingClientRect()
        const least = element.classList.contains('attract-staff') ? target.staff : target.resident
        // Half a pixel is rounding.
        if (Math.min(width, height) >= least - 0.5) return []
        return [`small target ${element.textContent} ${width} × ${height}`]
      }),
    TARGET,
  )
}

/** Sideways never; downwards not on the first screen nor in a question. */
async function overflow(page: Page, kind: 'fits' | 'other'): Promise<string[]> {
  const [across, down] = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    return [scrollWidth - innerWidth, scrollHeight - innerHeight] as const
  })
  const wrong = across > 0 ? [`scrolls sideways by ${across}`] : []
  return kind === 'fits' && down > 0 ? [...wrong, `scrolls down by ${down}`] : wrong
}
