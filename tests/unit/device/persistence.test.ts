// Where a browser removes what waits: collecting is refused on iPhones outside an installed app, elsewhere it is said.
import { afterEach, expect, test, vi } from 'vitest'
import { collectingRefused, evictsAfterDays } from '../../../src/device/persistence.ts'

afterEach(() => vi.unstubAllGlobals())

/** The browser as its page sees it. */
function aBrowser(fields: { vendor: string; standalone?: boolean }, installed = false): void {
  vi.stubGlobal('navigator', fields)
  vi.stubGlobal('matchMedia', () => ({ matches: installed }))
}

test.each([
  ['Safari on an iPhone', { vendor: 'Apple Computer, Inc.', standalone: false }, false, true, 7],
  ['the app on an iPhone', { vendor: 'Apple Computer, Inc.', standalone: true }, true, false, null],
  ['Safari on a Mac', { vendor: 'Apple Computer, Inc.' }, false, false, 7],
  ['the app on a Mac', { vendor: 'Apple Computer, Inc.' }, true, false, null],
  ['Chrome on Android', { vendor: 'Google Inc.' }, false, false, null],
  ['Firefox', { vendor: '' }, false, false, null],
])('%s', (_, browser, installed, refused, days) => {
  aBrowser(browser, installed)
  expect(collectingRefused()).toBe(refused)
  expect(evictsAfterDays()).toBe(days)
})
