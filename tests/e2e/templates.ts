// One folder a run for what tests begin with, gone when the run ends.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export default async function keepTemplates(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'suara-warga-templates-'))
  process.env.TEST_TEMPLATES = folder
  return () => rm(folder, { recursive: true, force: true })
}
