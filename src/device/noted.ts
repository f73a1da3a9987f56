// The same outbox, which notes for a diagnosis what a receipt says that is not as it should be.
import type { Note } from './db.ts'
import type { Outbox } from './outbox.ts'

export function notedOutbox(outbox: Outbox, note: Note): Outbox {
  const noteEpoch = (again: number) => {
    if (again > 0) note('epoch.changed', String(again))
  }
  return {
    ...outbox,
    async settle(sent, receipt) {
      const settled = await outbox.settle(sent, receipt)
      for (const { problems } of receipt.refused) note('submission.refused', problems[0]?.code)
      if (receipt.conflicted.length > 0) note('submission.conflicted')
      noteEpoch(settled.again)
      return settled
    },
    async quarantine(id, problems) {
      await outbox.quarantine(id, problems)
      note('submission.refused', problems[0]?.code)
    },
    async noteEpoch(epoch) {
      const again = await outbox.noteEpoch(epoch)
      noteEpoch(again)
      return again
    },
  }
}
