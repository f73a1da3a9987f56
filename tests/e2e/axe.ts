// What axe finds on a page as it is now, as cheaply as axe can be asked: a test asks it on dozens of screens.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

type Options = Parameters<AxeBuilder['options']>[0]
type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number]

/** @param rules those that are off unless they are asked for */
export async function violationsOn(page: Page, rules: Options['rules'] = {}): Promise<Violation[]> {
  // Half a megabyte of script is read once in a document, not at each look.
  const there = await page.evaluate(() => 'axe' in window)
  const builder = new AxeBuilder({ page, ...(there ? { axeSource: 'void 0' } : {}) })
    // All in the page: otherwise each look opens another page and reads axe there. There are no frames of other origins.
    .setLegacyMode()
    // What passed is not described at length: nobody reads it.
    .options({ rules, resultTypes: ['violations'] })
  return (await builder.analyze()).violations
}
