// The device as the pages see it: pairing, setup, saving an answer, and what waits to be sent.
import type { Problem, ProblemCode } from '../core/problem.ts'
import type { Submission } from '../core/submission.ts'
import type { DeviceInfo, DeviceSetup, PairReply } from '../core/wire.ts'

export interface DeviceStatus {
  /** Answers saved here that no receipt has named yet. */
  unsent: number
  /** Device clock, ms since epoch; `null` when nothing waits. */
  oldestUnsentAt: number | null
  /** In quarantine: the server cannot read them; they stay here for a person to look at. */
  refused: number
  /** Sent and named by a receipt within the last 90 days. */
  acknowledged: number
  lastReceiptAt: number | null
  /** Why nothing goes, while something waits. `network`: no server within reach. */
  trouble: ProblemCode | 'network' | null
  /** Whether the browser promised not to evict the answers; `null` = it cannot be asked. */
  storagePersisted: boolean | null
  /** The last sequence number given on this device; 0 before the first answer. */
  sequence: number
}

export type SubmissionDraft = Omit<Submission, 'sequence'>

export interface RefusedSubmission {
  id: string
  savedAt: number
  problems: Problem[]
}

export type PairOutcome =
  | { ok: true; value: DeviceInfo }
  | { ok: false; problems: Problem[]; offline: boolean }

export type PinOutcome = { ok: true } | { ok: false; triesLeft: number; lockedUntil: number | null }

export interface Device {
  /** What this browser is paired as, now; `null` before pairing. */
  readonly pairing: { device: DeviceInfo; pairedAt: number } | null
  /** The setup as last fetched; it stays when the server is gone. */
  readonly setup: DeviceSetup | null
  /** @param code from `create-device`; @param pin 4 to 6 digits, which open the staff's part */
  pair(code: string, pin: string): Promise<PairOutcome>
  /** For the first-run page, which gets its token from `/api/start`. Rejects when the PIN is not 4 to 6 digits. */
  adopt(reply: PairReply, pin: string): Promise<void>
  /** Resolves only when the answer is on disk, transaction complete; rejects when it is not. Saving an id again changes nothing. */
  save(draft: SubmissionDraft): Promise<Submission>
  status(): Promise<DeviceStatus>
  refused(): Promise<RefusedSubmission[]>
  checkPin(pin: string): Promise<PinOutcome>
  syncNow(): void
  refreshSetup(): Promise<void>
  /** Calls `listener` when status, setup or pairing changed. @returns the way to stop */
  subscribe(listener: () => void): () => void
}

/** Opens the device's storage and begins to send what waits. Rejects when the browser's database cannot be opened. */
export function openDevice(): Promise<Device> {
  return Promise.reject(new Error('Not built yet'))
}
