// What each problem that only admins, planners and operators meet says; apart from the others, so that no kiosk loads it.
import type { ProblemCode } from '../core/problem.ts'
import type { Words } from './language.ts'

const INDONESIAN = {
  'sign-in.code-needed': 'Masukkan kode dari aplikasi autentikator.',
  'sign-in.code-wrong': 'Kode ini salah atau sudah dipakai. Tunggu kode berikutnya.',
  'sign-in.locked': 'Terlalu banyak kata sandi yang salah. Akun ini dikunci sebentar.',
  'account.must': 'Ada yang harus Anda selesaikan dulu di halaman akun.',
  'unit.forbidden': 'Akun Anda hanya untuk unit lain.',
  'setup.used': 'Sudah ada jawaban, perangkat atau unit di bawahnya. Arsipkan saja.',
  'setup.changed': 'Orang lain mengubah ini sementara itu. Perubahan Anda belum disimpan.',
  'setup.ring': 'Sebuah unit tidak dapat berada di bawah dirinya sendiri.',
  'setup.order': 'Urutan ini tidak lengkap. Muat ulang halaman, lalu coba lagi.',
  'import.digest': 'Berkas atau pengaturan berubah sejak pratinjau. Lihat pratinjau yang baru.',
  'import.format': 'Berkas ini bukan XLSX atau CSV yang dapat dibaca.',
  'import.column': 'Ada kolom yang hilang atau tidak dikenal.',
  'import.row': 'Isi sel ini tidak cocok.',
  'period.unknown': 'Periode ini tidak ada.',
  'period.overlap': 'Hari-harinya bertumpuk dengan periode lain.',
  'period.state': 'Periode ini sudah ditutup atau sudah dibuka.',
  'instrument.no-draft': 'Tidak ada rancangan kuesioner, atau rancangannya tidak mengubah apa pun.',
  'person.unknown': 'Akun ini tidak ada.',
  'person.last-admin': 'Harus ada satu admin yang aktif.',
  'person.self': 'Ini tidak dapat dilakukan pada akun sendiri.',
  'password.wrong': 'Kata sandi sekarang salah.',
  'password.common': 'Kata sandi ini terlalu mudah ditebak.',
  'password.same': 'Kata sandi baru sama dengan yang sekarang. Pilih yang lain.',
  'username.invalid':
    'Nama pengguna terdiri dari 2 sampai 40 karakter: huruf a sampai z, angka, titik, garis bawah atau tanda hubung, tanpa spasi, dan diawali huruf atau angka.',
  'second-factor.none': 'Autentikator belum dipasang pada akun ini.',
  'second-factor.on': 'Autentikator sudah dipasang. Matikan dulu sebelum memasang yang lain.',
  'metrics.closed': 'Angka server ini hanya untuk komputer ini, atau dengan METRICS_TOKEN.',
  'file.exists': 'Berkas ini sudah ada. Pakai --force untuk menimpanya.',
  'file.unwritable': 'Tidak dapat menulis di sini.',
  'backup.damaged': 'Berkas ini bukan cadangan yang utuh.',
  'restore.loses':
    'Basis data ini berisi jawaban yang tidak ada di cadangan. Pakai --force bila memang harus; perangkat akan menawarkan lagi yang masih disimpannya.',
  'move.target-used': 'Tujuan sudah berisi data lain. Pakai basis data yang kosong.',
  'move.differs': 'Salinan tidak sama dengan asalnya. Tujuan tidak diubah.',
} as const satisfies Partial<Record<ProblemCode, string>>

export type AdminProblemCode = keyof typeof INDONESIAN

export const ADMIN_PROBLEM_WORDS: Words<Record<AdminProblemCode, string>> = {
  id: INDONESIAN,
  en: {
    'sign-in.code-needed': 'Enter the code of your authenticator app.',
    'sign-in.code-wrong': 'This code is wrong or was used. Wait for the next one.',
    'sign-in.locked': 'Too many wrong passwords. This account is locked for a while.',
    'account.must': 'There is something to be done first on your account page.',
    'unit.forbidden': 'Your account is for another unit only.',
    'setup.used': 'Answers, devices or units belong to it. Archive it instead.',
    'setup.changed': 'Somebody else changed this meanwhile. Your change is not saved.',
    'setup.ring': 'A unit cannot lie below itself.',
    'setup.order': 'This order is not complete. Load the page again, then try again.',
    'import.digest': 'The file or the setup changed since the preview. Look at the new preview.',
    'import.format': 'This file is no XLSX or CSV that can be read.',
    'import.column': 'A column is missing or unknown.',
    'import.row': 'What is in this cell does not fit.',
    'period.unknown': 'There is no such period.',
    'period.overlap': 'Some of its days are in another period.',
    'period.state': 'This period is closed already, or open already.',
    'instrument.no-draft': 'No questionnaire is being prepared, or it changes nothing.',
    'person.unknown': 'There is no such account.',
    'person.last-admin': 'There must be one active admin.',
    'person.self': 'This cannot be done to your own account.',
    'password.wrong': 'The current password is wrong.',
    'password.common': 'This password is too easy to guess.',
    'password.same': 'The new password is the one that you have now. Choose another.',
    'username.invalid':
      'A username has 2 to 40 characters: letters a to z, digits, dots, underscores or hyphens, no spaces, and begins with a letter or a digit.',
    'second-factor.none': 'This account has no authenticator.',
    'second-factor.on': 'This account has an authenticator. Switch it off before another one.',
    'metrics.closed': 'These figures are for this machine only, or with METRICS_TOKEN.',
    'file.exists': 'This file is there already. Use --force to write over it.',
    'file.unwritable': 'Nothing can be written here.',
    'backup.damaged': 'This file is not a whole backup.',
    'restore.loses':
      'The database holds answers that the backup does not. Use --force if it must be; devices will offer again what they still keep.',
    'move.target-used': 'The target holds other data already. Take an empty database.',
    'move.differs': 'The copy is not the same as its source. The target was not changed.',
  },
}
