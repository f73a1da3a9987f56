// What a device noted of itself, in words: loaded with the screen that shows the log.
import type { LogCode } from '../core/log.ts'
import type { Words } from './language.ts'

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
    'worker.failed': 'Aplikasi belum siap dibuka tanpa jaringan',
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
    'worker.failed': 'The app cannot be opened without a network yet',
  },
}
