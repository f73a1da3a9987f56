// Words around every page that people sign in for: the navigation, who is signed in, why there is nothing to show.
import type { Words } from './language.ts'

const id = {
  brand: 'Suara Warga',
  simulated: 'Data contoh (simulasi)',
  simulatedWhy: 'Angka di halaman ini dibuat oleh program untuk mencoba, bukan jawaban warga.',
  otherLanguage: 'English',
  signedInAs: 'Masuk sebagai',
  signOut: 'Keluar',
  signOutFailed:
    'Belum keluar: server tidak menjawab, dan sesi Anda masih terbuka di peramban ini.',
  signOutAgain: 'Coba keluar lagi',
  dashboard: 'Dasbor',
  manage: 'Kelola',
  cancel: 'Batal',
  renew: 'Muat yang baru, buang ketikan saya',
  close: 'Tutup',
  copy: 'Salin',
  copied: 'Tersalin',
  sections: {
    unit: 'Unit, layanan, standar',
    impor: 'Impor dan ekspor',
    kuesioner: 'Kuesioner',
    periode: 'Periode survei',
    penugasan: 'Penugasan petugas',
    perangkat: 'Perangkat',
    cadangan: 'Berkas cadangan',
    orang: 'Orang',
    jejak: 'Jejak audit',
    pengaturan: 'Keamanan',
    akun: 'Akun saya',
  },
  failure: {
    offline: 'Server tidak terjangkau. Periksa sambungan, lalu coba lagi.',
    slow: 'Server terlalu lama menjawab. Coba lagi sebentar lagi.',
    failed: 'Server gagal memproses. Coba lagi; bila tetap begini, hubungi yang menjalankannya.',
  },
  field: {
    missing: 'Bagian ini harus diisi.',
    length: (most: string) => `Terlalu panjang: paling banyak ${most} karakter.`,
    range: (allowed: string) => `Yang dapat dipilih: ${allowed}.`,
    text: 'Ada karakter yang tidak dapat disimpan.',
    type: 'Isian ini tidak terbaca.',
    duplicate: 'Sudah dipakai.',
    short: (least: string) => `Terlalu pendek: paling sedikit ${least} karakter.`,
  },
}

export type FrameWords = typeof id

export const FRAME_WORDS: Words<FrameWords> = {
  id,
  en: {
    brand: 'Suara Warga',
    simulated: 'Example data (simulated)',
    simulatedWhy:
      'The figures on this page were made by a program to try it out; no resident gave them.',
    otherLanguage: 'Indonesia',
    signedInAs: 'Signed in as',
    signOut: 'Sign out',
    signOutFailed:
      'Not signed out: the server did not answer, and your session is still open in this browser.',
    signOutAgain: 'Try again to sign out',
    dashboard: 'Dashboard',
    manage: 'Manage',
    cancel: 'Cancel',
    renew: 'Load the new one, drop what I typed',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    sections: {
      unit: 'Units, services, standards',
      impor: 'Import and export',
      kuesioner: 'Questionnaire',
      periode: 'Survey periods',
      penugasan: 'Assignments',
      perangkat: 'Devices',
      cadangan: 'Backup files',
      orang: 'People',
      jejak: 'Audit trail',
      pengaturan: 'Security',
      akun: 'My account',
    },
    failure: {
      offline: 'The server is out of reach. Check the connection, then try again.',
      slow: 'The server took too long to answer. Try again in a moment.',
      failed: 'The server failed. Try again; if it stays so, tell who runs it.',
    },
    field: {
      missing: 'This must be filled in.',
      length: (most) => `Too long: ${most} characters at most.`,
      range: (allowed) => `Possible: ${allowed}.`,
      text: 'There are characters that cannot be stored.',
      type: 'This cannot be read.',
      duplicate: 'This is taken.',
      short: (least) => `Too short: ${least} characters at least.`,
    },
  },
}
