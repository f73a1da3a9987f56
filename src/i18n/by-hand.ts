// Words of answers that are carried by hand: backups in a file, and files of other devices. On phones and kiosks.
import type { Words } from './language.ts'

const id = {
  save: 'Simpan cadangan ke berkas',
  saveText: (n: string) => `${n} jawaban terkunci, aman dikirim lewat USB atau WhatsApp`,
  saveNothing: 'Semua jawaban sudah di server',
  saveUnsent: (n: string) => `Simpan yang belum terkirim (${n})`,
  saveKept: (n: string) => `Simpan semua yang masih tersimpan di perangkat ini (${n})`,
  keptText: 'Berkas dapat juga memuat yang sudah ada di server: untuk server yang kehilangan data.',
  take: 'Ambil berkas perangkat lain',
  takeText: 'Berkas cadangan perangkat lain dikirim lewat perangkat ini',
  made: (n: string) =>
    `Berkas berisi ${n} jawaban sudah dibuat. Simpan atau bagikan sekarang dengan tombol di bawah. Jawabannya tetap ada di perangkat ini sampai server menerimanya.`,
  noRecipient:
    'Server ini belum dapat menerima berkas. Perbarui server, lalu cari sinyal sebentar.',
  nothing: 'Tidak ada jawaban yang menunggu.',
  saveFailed: 'Cadangan tidak dapat dibuat. Coba lagi.',
  share: 'Bagikan',
  download: 'Simpan di perangkat ini',
  fileReady: (name: string) => `Berkas siap: ${name}`,
  taken: {
    taken: 'Berkas diterima dan dikirim sendiri saat ada sinyal.',
    'here-already': 'Berkas ini sudah ada di perangkat ini.',
    again: 'Berkas ini sudah ada di perangkat ini, dan dicoba kirim sekali lagi.',
    'not-ours': 'Ini bukan berkas cadangan Suara Warga, atau rusak.',
    'too-large': 'Berkas ini terlalu besar.',
  },
  takeFailed: 'Berkas tidak dapat disimpan: penyimpanan perangkat gagal.',
  carriedWaiting: (n: string) => `${n} berkas perangkat lain menunggu dikirim.`,
  carriedDelivered: (n: string) => `${n} berkas perangkat lain sudah terkirim.`,
  refusedFile: {
    title: (moment: string) => `Ditolak server, diterima di sini ${moment}`,
    retry: 'Coba kirim lagi',
    remove: 'Hapus berkas ini',
    sure: 'Hapus berkas ini dari perangkat?',
    text: 'Yang hilang hanya berkas ini; yang sudah ada di server tidak berubah. Bila perangkat asalnya sudah tidak ada, berkas ini mungkin salinan terakhir: simpan atau bagikan dulu.',
    yes: 'Hapus berkas',
    failed: 'Berkas tidak dapat dihapus: penyimpanan perangkat gagal.',
  },
  cancel: 'Batal',
}

const en: typeof id = {
  save: 'Save a backup to a file',
  saveText: (n) => `${n} answers, sealed, safe to send by USB or WhatsApp`,
  saveNothing: 'The server has all answers',
  saveUnsent: (n) => `Save what is not sent yet (${n})`,
  saveKept: (n) => `Save all that is still on this device (${n})`,
  keptText: 'A file can also hold what the server has: for a server that lost its data.',
  take: 'Take in another device’s file',
  takeText: 'Another device’s backup goes through this device',
  made: (n) =>
    `A file with ${n} answers was made. Save or share it now with the button below. They also stay on this device until the server has them.`,
  noRecipient: 'This server takes no files yet. Update the server, then find signal for a moment.',
  nothing: 'No answer is waiting.',
  saveFailed: 'The backup could not be made. Try again.',
  share: 'Share',
  download: 'Save on this device',
  fileReady: (name) => `The file is ready: ${name}`,
  taken: {
    taken: 'The file was taken in and goes by itself when there is signal.',
    'here-already': 'This file is on this device already.',
    again: 'This file is on this device already, and is sent once more.',
    'not-ours': 'This is no Suara Warga backup, or it is damaged.',
    'too-large': 'This file is too large.',
  },
  takeFailed: 'The file could not be kept: this device’s storage failed.',
  carriedWaiting: (n) => `${n} files of other devices wait to be sent.`,
  carriedDelivered: (n) => `${n} files of other devices were delivered.`,
  refusedFile: {
    title: (moment) => `Refused by the server, taken in here ${moment}`,
    retry: 'Try to send it again',
    remove: 'Remove this file',
    sure: 'Remove this file from this device?',
    text: 'Only this file is lost; nothing changes at the server. If the device it came from is gone, this may be the last copy: save or share it first.',
    yes: 'Remove the file',
    failed: 'The file could not be removed: this device’s storage failed.',
  },
  cancel: 'Cancel',
}

export type ByHandWords = typeof id

export const BY_HAND_WORDS: Words<ByHandWords> = { id, en }
