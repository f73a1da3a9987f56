// Words of the staff area and of the screens of trouble, loaded with them.
import type { Words } from './language.ts'

export interface StaffWords {
  title: string
  unsent: string
  unsentNone: string
  unsentSince: (moment: string) => string
  former: string
  lastReceipt: string
  never: string
  sequence: string
  refused: string
  refusedNone: string
  refusedHint: string
  trouble: string
  network: string
  serverTrouble: string
  allWell: string
  storage: string
  storageSafe: string
  storageUnsafe: string
  storageUnknown: string
  evicts: (days: number) => string
  room: string
  roomLow: string
  roomNone: string
  fresh: string
  freshText: string
  offline: string
  offlineReady: string
  offlineNotReady: string
  version: string
  device: string
  sendNow: string
  sending: string
  reloadSetup: string
  setupLoaded: string
  setupFailed: string
  pairAgain: string
  fullScreen: string
  leave: string
  savedAt: (moment: string) => string
  log: { title: string; text: string; show: string; save: string; none: string }
}

interface TroubleWords {
  notPaired: string
  notPairedText: string
  pair: string
  setupMissing: string
  setupMissingText: string
  noService: string
  noServiceText: string
  revoked: string
  revokedText: string
  pairAgain: string
  storage: string
  storageText: string
  blocked: string
  blockedText: string
  tab: string
  tabSteps: string
  insecure: string
  otherKind: string
  otherKindText: string
  openInterviews: string
  evicts: (days: number) => string
}

export const STAFF_WORDS: Words<StaffWords> = {
  id: {
    title: 'Ruang petugas',
    unsent: 'Belum terkirim',
    unsentNone: 'Semua jawaban sudah terkirim',
    unsentSince: (moment) => `sejak ${moment}`,
    former: 'Di antaranya dari pemasangan lama',
    lastReceipt: 'Tanda terima terakhir',
    never: 'Belum pernah',
    sequence: 'Nomor urut terakhir',
    refused: 'Ditolak server',
    refusedNone: 'Tidak ada',
    refusedHint: 'Tetap tersimpan di perangkat ini. Sampaikan kepada admin.',
    trouble: 'Gangguan pengiriman',
    network: 'Server tidak terjangkau. Akan dicoba lagi sendiri.',
    serverTrouble: 'Server sedang terganggu. Akan dicoba lagi sendiri.',
    allWell: 'Tidak ada gangguan',
    storage: 'Penyimpanan',
    storageSafe: 'Terlindung',
    storageUnsafe: 'Peramban belum menjamin data tidak dihapus. Pasang kios ke layar utama.',
    storageUnknown: 'Tidak dapat diketahui',
    evicts: (days) =>
      `Lama tidak dibuka: peramban menghapus semuanya ${days > 0 ? `dalam ${days} hari` : 'hari ini'}. Sambungkan ke server dan buka setiap hari.`,
    room: 'Ruang penyimpanan',
    roomLow: 'Hampir penuh. Kosongkan ruang di perangkat ini, lalu sambungkan ke server.',
    roomNone:
      'Penuh: jawaban terakhir tidak dapat disimpan. Kosongkan ruang sebelum kios dipakai lagi.',
    fresh: 'Penyimpanan baru',
    freshText:
      'Penyimpanan lama tidak dapat dibuka, jadi yang baru dipakai dan diisi dari salinannya. Yang lama dibiarkan dan dicoba lagi sendiri.',
    offline: 'Tanpa sinyal',
    offlineReady: 'Siap tanpa sinyal',
    offlineNotReady: 'Belum siap: biarkan tersambung sebentar',
    version: 'Versi aplikasi',
    device: 'Perangkat',
    sendNow: 'Kirim sekarang',
    sending: 'Sedang dikirim…',
    reloadSetup: 'Muat ulang pengaturan',
    setupLoaded: 'Pengaturan sudah terbaru.',
    setupFailed: 'Pengaturan belum dapat dimuat. Yang lama tetap dipakai.',
    pairAgain: 'Pasang ulang',
    fullScreen: 'Layar penuh',
    leave: 'Keluar dari kios',
    savedAt: (moment) => `Disimpan ${moment}`,
    log: {
      title: 'Catatan perangkat',
      text: 'Yang dicatat kios ini tentang dirinya sendiri, tidak pernah isi jawaban. Bila ada gangguan, simpan dan serahkan kepada admin.',
      show: 'Tampilkan catatan',
      save: 'Simpan catatan sebagai berkas',
      none: 'Belum ada catatan.',
    },
  },
  en: {
    title: 'Staff area',
    unsent: 'Not sent yet',
    unsentNone: 'All answers were sent',
    unsentSince: (moment) => `since ${moment}`,
    former: 'Of these, from an earlier pairing',
    lastReceipt: 'Last receipt',
    never: 'Never',
    sequence: 'Last number given',
    refused: 'Refused by the server',
    refusedNone: 'None',
    refusedHint: 'They stay on this device. Tell the administrator.',
    trouble: 'Trouble with sending',
    network: 'No server within reach. It will be tried again.',
    serverTrouble: 'The server is in trouble. It will be tried again.',
    allWell: 'No trouble',
    storage: 'Storage',
    storageSafe: 'Protected',
    storageUnsafe:
      'The browser has not promised to keep the data. Install the kiosk to the home screen.',
    storageUnknown: 'Cannot be known',
    evicts: (days) =>
      `Not opened for long: the browser removes everything ${days > 0 ? `in ${days} days` : 'today'}. Connect it to the server and open it every day.`,
    room: 'Room for answers',
    roomLow: 'Almost full. Free some space on this device, then connect it to the server.',
    roomNone: 'Full: the last answer could not be saved. Free some space before the kiosk is used.',
    fresh: 'New storage',
    freshText:
      'The old storage cannot be opened, so a new one is used, filled from the copy. The old one is left alone and tried again.',
    offline: 'Without signal',
    offlineReady: 'Works without signal',
    offlineNotReady: 'Not ready: leave it connected for a while',
    version: 'App version',
    device: 'Device',
    sendNow: 'Send now',
    sending: 'Sending…',
    reloadSetup: 'Reload the setup',
    setupLoaded: 'The setup is up to date.',
    setupFailed: 'The setup cannot be loaded. The old one stays in use.',
    pairAgain: 'Pair again',
    fullScreen: 'Full screen',
    leave: 'Leave the kiosk',
    savedAt: (moment) => `Saved ${moment}`,
    log: {
      title: 'Log of this device',
      text: 'What this kiosk noted of itself, never an answer. If something is wrong, save it and hand it to the administrator.',
      show: 'Show the log',
      save: 'Save the log as a file',
      none: 'Nothing was noted yet.',
    },
  },
}

export const TROUBLE_WORDS: Words<TroubleWords> = {
  id: {
    notPaired: 'Perangkat ini belum dipasang',
    notPairedText: 'Minta kode kepada admin, lalu pasang perangkat ini sebagai kios.',
    pair: 'Pasang perangkat',
    setupMissing: 'Pengaturan belum diterima',
    setupMissingText:
      'Perangkat sudah dipasang, tetapi pengaturannya belum dapat diambil dari server.',
    noService: 'Belum ada layanan di sini',
    noServiceText: 'Minta admin mengatur layanan untuk perangkat ini.',
    revoked: 'Izin perangkat ini dicabut',
    revokedText:
      'Untuk memakainya lagi, minta kode baru kepada admin. Jawaban yang tersimpan kemudian dikirim sendiri.',
    pairAgain: 'Pasang ulang',
    storage: 'Penyimpanan tidak dapat dibuka',
    storageText:
      'Peramban ini tidak dapat menyimpan jawaban. Tutup mode penyamaran atau kosongkan ruang, lalu coba lagi.',
    blocked: 'Tutup halaman Suara Warga yang lain',
    blockedText:
      'Halaman lain di perangkat ini masih memakai penyimpanan versi lama. Setelah halaman itu ditutup, kios ini berlanjut sendiri.',
    tab: 'Pasang dahulu di layar utama',
    tabSteps:
      'Ketuk tombol Bagikan (kotak dengan panah ke atas), pilih "Tambah ke Layar Utama", lalu buka Suara Warga dari layar utama dan pasang dengan kode di sana.',
    insecure: 'Alamat ini tidak aman',
    otherKind: 'Perangkat ini bukan kios',
    otherKindText: 'Perangkat ini dipasang untuk petugas lapangan.',
    openInterviews: 'Buka aplikasi petugas',
    evicts: (days) =>
      `Petugas: data dihapus peramban ${days > 0 ? `dalam ${days} hari` : 'hari ini'}`,
  },
  en: {
    notPaired: 'This device is not paired',
    notPairedText: 'Ask the administrator for a code, then pair this device as a kiosk.',
    pair: 'Pair this device',
    setupMissing: 'No setup yet',
    setupMissingText: 'The device is paired, but its setup could not be fetched from the server.',
    noService: 'No service here yet',
    noServiceText: 'Ask the administrator to set up a service for this device.',
    revoked: 'This device may no longer send',
    revokedText:
      'To use it again, ask the administrator for a new code. The answers kept here are then sent by themselves.',
    pairAgain: 'Pair again',
    storage: 'The storage cannot be opened',
    storageText:
      'This browser cannot keep answers. Close private mode or free some space, then try again.',
    blocked: 'Close the other Suara Warga pages',
    blockedText:
      'Another page on this device still uses the storage of an older version. Once it is closed, this kiosk goes on by itself.',
    tab: 'Add it to the home screen first',
    tabSteps:
      'Tap the Share button (a box with an arrow up), choose "Add to Home Screen", then open Suara Warga from the home screen and pair it with the code there.',
    insecure: 'This address is not secure',
    otherKind: 'This device is not a kiosk',
    otherKindText: 'This device was paired for field staff.',
    openInterviews: 'Open the enumerator’s app',
    evicts: (days) =>
      `Staff: the browser removes all data ${days > 0 ? `in ${days} days` : 'today'}`,
  },
}

interface FullWords {
  offer: string
  title: string
  text: string
  save: (items: number) => string
  saved: string
  failed: string
  done: string
}

/** Where an answer found no room. */
export const FULL_WORDS: Words<FullWords> = {
  id: {
    offer: 'Petugas: simpan ke berkas',
    title: 'Simpan jawaban ke berkas',
    text: 'Berkas ini berisi jawaban di layar dan semua yang belum terkirim, tersandi untuk server. Simpan, lalu serahkan kepada admin.',
    save: (items) => `Simpan berkas (${items} jawaban)`,
    saved:
      'Setelah berkas benar-benar tersimpan, kios dapat dipakai lagi. Kosongkan ruang di perangkat ini lebih dahulu.',
    failed:
      'Berkas tidak dapat dibuat. Biarkan layar ini terbuka dan kosongkan ruang di perangkat.',
    done: 'Selesai',
  },
  en: {
    offer: 'Staff: save to a file',
    title: 'Save the answer to a file',
    text: 'This file holds the answer on the screen and all that was not sent, sealed for the server. Save it, then hand it to the administrator.',
    save: (items) => `Save the file (${items} answers)`,
    saved: 'Once the file is really saved, the kiosk can be used again. Free some space first.',
    failed: 'The file cannot be made. Leave this screen open and free some space on the device.',
    done: 'Done',
  },
}
