// What every section of `/kelola` is given.
import type { SessionReply } from '../../core/wire.ts'

export interface SectionProps {
  session: SessionReply
  /** The account changed: a new password, a second factor. */
  onSessionChange: (session: SessionReply) => void
}
