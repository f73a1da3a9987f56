// What is put into a kiosk's page: the device code as one script, and a look at what its storage is given.
import { join } from 'node:path'
import { build } from 'vite'
import type { Device } from '../../src/device/device.ts'

/** To be evaluated in a page of the app; `window.chaos.device` is there afterwards. */
export async function deviceScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(import.meta.dirname, 'fixtures/kiosk-page.ts'),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (!output || !('output' in output)) throw new Error('Nothing was built')
  return output.output[0].code
}

declare global {
  interface Window {
    chaos: { device: Promise<Device> }
    /** The last row that was put into the outbox. */
    lastRow?: { submission: { id: string }; device: string }
    connections?: Set<IDBDatabase>
  }
}

/** Runs before the app: remembers connections, and the last row, whichever screen saved it. */
export function watchStorage(): void {
  const connections = new Set<IDBDatabase>()
  window.connections = connections
  const { transaction } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function (...given) {
    connections.add(this)
    return transaction.apply(this, given)
  }
  const { add } = IDBObjectStore.prototype
  IDBObjectStore.prototype.add = function (...given) {
    const [row] = given
    const request = add.apply(this, given)
    if (this.name === 'outbox')
      this.transaction.addEventListener('complete', () => {
        window.lastRow = row
      })
    return request
  }
}
