// What a device noted of itself, in words: loaded with the screen that shows the log.
import type { LogCode, LogEntry } from '../core/log.ts'
import { isProblemCode } from '../core/problem.ts'
import { formatNumber, type Language, type Words } from './language.ts'
import { problemText } from './problems.ts'

/** A sentence of each code; the detail stands beside it. */
export type LogWords = Record<LogCode, string>

export const LOG_WORDS: Words<LogWords> = {
  id: {
    'app.started': 'Aplikasi dibuka',
    'app.updated': 'Aplikasi diperbarui',
    'app.failed': 'Aplikasi mengalami kesalahan yang tidak terduga',
    'storage.failed': 'Penyimpanan peramban gagal',
    'storage.full': 'Penyimpanan penuh: ada yang tidak dapat ditulis',
    'storage.freed': 'Ruang cadangan dilepas supaya dapat menyimpan lagi',
    'storage.low': 'Ruang simpan tinggal sedikit',
    'storage.not-kept': 'Peramban tidak berjanji menyimpan data',
    'storage.fresh': 'Basis data lama tidak dapat dibuka; yang baru dipakai',
    'storage.healed': 'Jawaban dipulihkan dari salinan',
    'connection.closed': 'Peramban menutup sambungan ke penyimpanan',
    'connection.blocked': 'Tab lain masih memakai versi lama',
    'connection.newer': 'Basis data berasal dari versi aplikasi yang lebih baru',
    'copy.failed': 'Salinan kedua tidak dapat ditulis atau dibaca',
    'sync.failed': 'Pengiriman gagal',
    'sync.recovered': 'Pengiriman berjalan lagi',
    'submission.refused': 'Server menolak sebuah jawaban',
    'submission.conflicted':
      'Jawaban yang sama sudah ada di server dengan isi lain; keduanya disimpan',
    'epoch.changed': 'Server dipulihkan dari cadangan; jawaban ditawarkan lagi',
    'clock.jumped': 'Jam perangkat diubah',
    'file.saved': 'Cadangan disimpan sebagai berkas',
    'file.taken': 'Berkas perangkat lain diterima',
    'file.delivered': 'Berkas yang dibawa sudah sampai di server',
    paired: 'Perangkat dipasang',
    'worker.failed': 'Penyiapan aplikasi untuk tanpa jaringan gagal',
  },
  en: {
    'app.started': 'The app was opened',
    'app.updated': 'The app was updated',
    'app.failed': 'The app met an error that it did not expect',
    'storage.failed': 'The browser’s storage failed',
    'storage.full': 'The storage is full: something could not be written',
    'storage.freed': 'The reserve was given up to make room',
    'storage.low': 'Little storage is left',
    'storage.not-kept': 'The browser does not promise to keep the data',
    'storage.fresh': 'The old database did not open; a new one is used',
    'storage.healed': 'Answers were restored from the copy',
    'connection.closed': 'The browser closed the connection to the storage',
    'connection.blocked': 'Another tab still uses an older version',
    'connection.newer': 'The database is of a newer version of the app',
    'copy.failed': 'The second copy could not be written or read',
    'sync.failed': 'Sending failed',
    'sync.recovered': 'Sending works again',
    'submission.refused': 'The server refused an answer',
    'submission.conflicted': 'The same answer was on the server with other content; both are kept',
    'epoch.changed': 'The server was restored from a backup; answers are offered again',
    'clock.jumped': 'The device’s clock was changed',
    'file.saved': 'A backup was saved as a file',
    'file.taken': 'A file of another device was taken in',
    'file.delivered': 'A carried file reached the server',
    paired: 'The device was paired',
    'worker.failed': 'The app could not be prepared for use without a network',
  },
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

interface DetailWords {
  network: string
  version(name: string): string
  answers(count: number, written: string): string
  roomLeft(megabytes: string): string
  clock(isAhead: boolean, count: string, unit: 'minutes' | 'hours' | 'days'): string
  /** By the name of the browser's error. */
  errors: Readonly<Record<string, string>>
  /** By what failed of the service worker. */
  worker: Readonly<Record<string, string>>
}

const DETAIL_WORDS: Words<DetailWords> = {
  id: {
    network: 'tidak ada jaringan, atau server tidak menjawab',
    version: (name) => `versi ${name}`,
    answers: (_, written) => `${written} jawaban`,
    roomLeft: (megabytes) => `sisa ${megabytes} MB`,
    clock: (isAhead, count, unit) =>
      `${isAhead ? 'maju' : 'mundur'} ${count} ${{ minutes: 'menit', hours: 'jam', days: 'hari' }[unit]}`,
    errors: {
      QuotaExceededError: 'tidak ada ruang lagi',
      InvalidStateError: 'sambungan ke penyimpanan sudah tertutup',
      AbortError: 'peramban membatalkan penulisan atau pembacaan',
      UnknownError: 'peramban tidak dapat membaca atau menulis penyimpanannya',
      TimeoutError: 'penyimpanan tidak menjawab pada waktunya',
      VersionError: 'data dari versi aplikasi yang lebih baru',
      NotFoundError: 'isi penyimpanan tidak lengkap',
      SecurityError: 'peramban melarang penyimpanan',
    },
    worker: {
      active: 'berkas versi ini ada yang hilang',
      waiting: 'berkas versi baru ada yang hilang',
      install: 'versi yang datang tidak utuh',
      script: 'peramban menolaknya',
    },
  },
  en: {
    network: 'no network, or the server does not answer',
    version: (name) => `version ${name}`,
    answers: (count, written) => `${written} ${count === 1 ? 'answer' : 'answers'}`,
    roomLeft: (megabytes) => `${megabytes} MB left`,
    clock: (isAhead, count, unit) => `${count} ${unit} ${isAhead ? 'forward' : 'back'}`,
    errors: {
      QuotaExceededError: 'no room is left',
      InvalidStateError: 'the connection to the storage was closed',
      AbortError: 'the browser broke off reading or writing',
      UnknownError: 'the browser could not read or write its storage',
      TimeoutError: 'the storage did not answer in time',
      VersionError: 'data of a newer version of the app',
      NotFoundError: 'the storage is not whole',
      SecurityError: 'the browser forbids the storage',
    },
    worker: {
      active: 'files of this version are missing',
      waiting: 'files of the new version are missing',
      install: 'the version that came was not whole',
      script: 'the browser refused it',
    },
  },
}

/** What the detail of an entry says; what has no words stays as it was noted, `null` = there is none. */
export function logDetail({ code, detail }: LogEntry, language: Language): string | null {
  if (!detail) return null
  const words = DETAIL_WORDS[language]
  const amount = Number(detail)
  const counted = Number.isFinite(amount)
  switch (code) {
    case 'app.started':
    case 'app.updated':
      return words.version(detail)
    case 'storage.healed':
    case 'epoch.changed':
    case 'file.saved':
      return counted ? words.answers(amount, formatNumber(amount, language)) : detail
    case 'storage.low':
      return counted ? words.roomLeft(formatNumber(Math.floor(amount / 1e6), language)) : detail
    case 'clock.jumped':
      return counted ? clockText(amount, language) : detail
    case 'sync.failed':
    case 'submission.refused':
      if (detail === 'network') return words.network
      return isProblemCode(detail)
        ? problemText({ code: detail }, language).replace(/\.$/, '')
        : detail
    case 'worker.failed':
      return inWords(detail, words.worker)
    default:
      return inWords(detail, words.errors)
  }
}

function inWords(detail: string, words: Readonly<Record<string, string>>): string {
  return Object.hasOwn(words, detail) ? (words[detail] ?? detail) : detail
}

function clockText(byMs: number, language: Language): string {
  const size = Math.abs(byMs)
  const [unit, unitMs] =
    size >= 2 * DAY_MS
      ? (['days', DAY_MS] as const)
      : size >= 2 * HOUR_MS
        ? (['hours', HOUR_MS] as const)
        : (['minutes', MINUTE_MS] as const)
  const count = formatNumber(size / unitMs, language, size < 2 * MINUTE_MS ? 1 : 0)
  return DETAIL_WORDS[language].clock(byMs > 0, count, unit)
}
