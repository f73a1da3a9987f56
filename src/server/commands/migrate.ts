// migrate: opening the store brings it up to date; this says what was done.
import type { Command } from './command.ts'

export const migrateCommand: Command = {
  usage: 'migrate',
  options: {},
  required: [],
  files: 0,
  async run({ store: { migrated } }) {
    const words = migrated.length
      ? [`Basis data diperbarui / Database brought up to date: ${migrated.join(', ')}`]
      : ['Basis data sudah mutakhir / The database is up to date']
    return { value: { migrated }, words }
  },
}
