// Answers that are carried by hand: sealed files of this device, and those of others on their way through it.

import type { Problem } from '../core/problem.ts'
import type { CarriedReceipt } from '../core/wire-field.ts'
import type { InterviewDraft } from './interviews.ts'

/** A file that only the server can open. */
export interface SealedFile {
  /** As in `suara-warga_2026-11-25_disdukcapil_14-jawaban.age`. */
  name: string
  bytes: Uint8Array<ArrayBuffer>
  /** Submissions in it. */
  items: number
  /** Call it when a share sheet took the file or its download began: no app learns more of where it went. */
  kept(): void
}

export type Sealing =
  | { ok: true; files: SealedFile[] }
  /** `recipient`: the setup is of an older server, which takes no files. `nothing`: there is nothing to put into one. */
  | { ok: false; why: 'recipient' | 'nothing' }

/** A file of another device that waits here. */
export interface CarriedFileHere {
  id: string
  takenAt: number
  sizeBytes: number
  bytes: Uint8Array<ArrayBuffer>
  /** Why the server would not take it; empty = it goes by itself. */
  problems: Problem[]
}

export interface DeliveredFile {
  id: string
  /** Device clock, ms since epoch. */
  deliveredAt: number
  receipt: CarriedReceipt
}

/** `again`: it is here already, but the server would not take it: it goes once more. */
export type TakenIn = 'taken' | 'here-already' | 'again' | 'not-ours' | 'too-large'

/** Answers that are carried by hand, out of this device and through it. */
export interface Files {
  /**
   * Everything that no server has, in as many files as the server's limits ask for. Works also when nothing can be written
   * any more. What is in a file can no longer be corrected, and stays unsent until a receipt names it.
   * @param unsaved a finished interview that the storage would not take: it goes into the file from the screen
   */
  sealUnsent(unsaved?: { draft: InterviewDraft; finishedAt: number }): Promise<Sealing>
  /** Everything that is here, also what a server has: after a server was lost with its backups. */
  sealKept(): Promise<Sealing>
  /** Keeps another device's file, the same file once, and begins to deliver it. Rejects with `StorageError`. */
  takeIn(file: Blob): Promise<TakenIn>
  waiting(): Promise<CarriedFileHere[]>
  /** Because a person said so, and only a file that the server would not take; nothing at the server changes. */
  removeRefused(id: string): Promise<void>
  /** Delivered whole since this page was opened, the latest first. */
  delivered(): readonly DeliveredFile[]
  /** A person asks for it: tries now, also what was refused. */
  deliverNow(): void
}
