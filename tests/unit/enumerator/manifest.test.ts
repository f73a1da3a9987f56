// The installed apps: what each leads to opens in it, not in a browser beside it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const PUBLIC = join(import.meta.dirname, '../../../public')

// On iPhone and iPad a browser beside the app has a storage of its own, and is refused: nobody could pair.
test.each(['manifest.webmanifest', 'petugas.webmanifest'])('%s holds the pairing page', (name) => {
  const { scope, start_url: start } = JSON.parse(readFileSync(join(PUBLIC, name), 'utf8'))
  for (const page of [start, '/pasang', '/petugas', '/kiosk'])
    expect(page.startsWith(scope), page).toBe(true)
})
