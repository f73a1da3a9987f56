// The table of commands.
import { backupCommand, newEpochCommand, restoreCommand } from './backup.ts'
import type { Command } from './command.ts'
import { createDeviceCommand } from './create-device.ts'
import { createPersonCommand } from './create-person.ts'
import { demoCommand } from './demo.ts'
import { importSetupCommand } from './import-setup.ts'
import { migrateCommand } from './migrate.ts'
import { moveCommand } from './move.ts'
import { takeInCommand } from './take-in.ts'
import { rebuildCommand, verifyCommand } from './tallies.ts'

export const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: migrateCommand,
  'create-person': createPersonCommand,
  'create-device': createDeviceCommand,
  'import-setup': importSetupCommand,
  demo: demoCommand,
  rebuild: rebuildCommand,
  verify: verifyCommand,
  backup: backupCommand,
  restore: restoreCommand,
  'new-epoch': newEpochCommand,
  move: moveCommand,
  'take-in': takeInCommand,
}
