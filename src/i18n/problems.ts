// What each problem code says to a person, in plain words.
import { isProblemCode, type Problem, type ProblemCode } from '../core/problem.ts'
import type { AdminProblemCode } from './admin-problem-words.ts'
import type { Language, Words } from './language.ts'

/** A sentence for one problem that a kiosk may meet (for the others see `adminProblemText`); a code that a newer server sent and this app does not know is shown as it is. */
export function problemText(problem: Problem, language: Language): string {
  if (!isProblemCode(problem.code)) return `${UNKNOWN[language]} (${String(problem.code)})`
  const seconds = Number(problem.detail)
  if (problem.code === 'rate.limited' && seconds > 0) return WAIT[language](seconds)
  const words: Partial<Record<ProblemCode, string>> = PROBLEM_WORDS[language]
  return words[problem.code] ?? problem.code
}

const UNKNOWN: Words<string> = {
  id: 'Server menjawab dengan masalah yang belum dikenal aplikasi ini',
  en: 'The server answered with a problem that this app does not know',
}

const WAIT: Words<(seconds: number) => string> = {
  id: (seconds) => `Terlalu banyak percobaan. Coba lagi ${minutesOr(seconds, 'detik', 'menit')}.`,
  en: (seconds) => `Too many tries. Try again in ${minutesOr(seconds, 'seconds', 'minutes')}.`,
}

function minutesOr(seconds: number, second: string, minute: string): string {
  return seconds < 90 ? `${Math.ceil(seconds)} ${second}` : `${Math.ceil(seconds / 60)} ${minute}`
}

const PROBLEM_WORDS: Words<Record<Exclude<ProblemCode, AdminProblemCode>, string>> = {
  id: {
    'request.broken': 'Permintaan rusak di jalan.',
    'headers.too-large': 'Kepala permintaan terlalu besar untuk server.',
    'body.missing': 'Kiriman kosong.',
    'body.too-large': 'Kiriman terlalu besar untuk server.',
    'body.encoding': 'Teks kiriman tidak terbaca.',
    'body.compression': 'Kiriman rusak di jalan.',
    'body.not-json': 'Kiriman rusak di jalan.',
    'body.type': 'Jenis kiriman tidak dikenal server.',
    'batch.shape': 'Bentuk kiriman tidak dikenal server.',
    'batch.too-many': 'Terlalu banyak jawaban dalam satu kiriman.',
    'route.unknown': 'Server tidak mengenal alamat ini. Mungkin versinya lebih lama.',
    'method.unknown': 'Server tidak mengenal permintaan ini.',
    'query.invalid': 'Pilihan ini tidak dapat dibaca server.',
    'rate.limited': 'Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.',
    'server.busy': 'Server sedang sibuk. Coba lagi sebentar lagi.',
    'server.failed': 'Server mengalami gangguan. Coba lagi sebentar lagi.',
    'database.unreachable': 'Server tidak dapat membuka basis datanya. Coba lagi sebentar lagi.',
    'token.missing': 'Perangkat ini tidak menunjukkan tanda pengenalnya.',
    'token.unknown': 'Server tidak mengenal perangkat ini. Pasang ulang dengan kode baru.',
    'token.misplaced': 'Tanda pengenal dikirim di tempat yang salah.',
    'device.revoked':
      'Izin perangkat ini sudah dicabut. Jawaban yang belum terkirim tetap tersimpan di sini.',
    'device.unknown': 'Perangkat dengan nomor ini tidak ada.',
    'session.missing': 'Anda belum masuk, atau waktu masuk sudah habis.',
    'session.origin': 'Permintaan ini datang dari situs lain dan ditolak.',
    'sign-in.wrong': 'Nama pengguna atau kata sandi salah.',
    'role.forbidden': 'Akun Anda tidak boleh membuka ini.',
    'code.unknown': 'Kode salah, sudah dipakai, atau lewat 15 menit. Minta kode baru kepada admin.',
    'start.closed': 'Tautan ini sudah dipakai atau sudah ditutup.',
    'field.missing': 'Ada isian yang hilang.',
    'field.type': 'Ada isian dengan jenis yang salah.',
    'field.range': 'Ada isian di luar pilihan.',
    'field.length': 'Ada isian yang terlalu panjang.',
    'field.text': 'Ada karakter yang tidak dapat disimpan.',
    'key.unknown': 'Ada isian yang tidak dikenal.',
    'score.range': 'Ada nilai di luar 1 sampai 4.',
    'id.format': 'Nomor kiriman salah bentuk.',
    'instrument.unknown': 'Server tidak mengenal kuesioner ini.',
    'instrument.invalid': 'Kuesioner ini tidak sah.',
    'unit.unknown': 'Server tidak mengenal unit ini.',
    'service.unknown': 'Server tidak mengenal layanan ini.',
    'setup.duplicate': 'Nama singkat atau kode ini sudah dipakai di tempat yang sama.',
    'setup.other-regency':
      'Basis data ini milik kabupaten lain. Pakai DATA_DIR yang kosong untuk kabupaten baru.',
    'file.unreadable': 'Berkas ini tidak ada atau tidak dapat dibaca.',
    'file.not-json': 'Isi berkas ini bukan JSON yang benar.',
    'person.taken': 'Nama pengguna ini sudah dipakai.',
    'password.short': 'Kata sandi terlalu pendek.',
    'demo.real-data': 'Sudah ada jawaban sungguhan: data contoh tidak dicampur ke dalamnya.',
    'config.invalid': 'Ada pengaturan server yang salah.',
    'storage.full':
      'Penyimpanan perangkat penuh. Jawaban tetap di layar: simpan ke berkas, lalu kosongkan ruang.',
    'context.tab':
      'Di iPhone dan iPad, pasang dulu aplikasi ini ke layar utama. Tanpa itu peramban dapat menghapus jawaban.',
    'carried.format': 'Berkas ini bukan cadangan Suara Warga, atau rusak.',
    'carried.key': 'Cadangan ini dibuat untuk server lain.',
    'context.insecure':
      'Halaman ini dibuka tanpa HTTPS, sehingga tidak dapat bekerja tanpa sinyal. Buka lewat alamat https://.',
    'collector.unknown':
      'Server tidak mengenal perangkat yang mengumpulkan sebagian jawaban ini. Jawaban itu tetap tersimpan di sini. Sampaikan kepada admin.',
    'reply.foreign':
      'Yang menjawab bukan server Suara Warga. Mungkin jaringan ini meminta masuk lewat halaman lain.',
    'database.newer': 'Basis data ini dibuat oleh versi program yang lebih baru.',
    'setup.missing': 'Kabupaten belum disiapkan di server ini.',
    'storage.failed': 'Penyimpanan di perangkat ini tidak dapat dibuka.',
  },
  en: {
    'request.broken': 'The request was damaged on the way.',
    'headers.too-large': 'The headers of the request are too large for the server.',
    'body.missing': 'Nothing was sent.',
    'body.too-large': 'What was sent is too large for the server.',
    'body.encoding': 'The text that was sent cannot be read.',
    'body.compression': 'What was sent was damaged on the way.',
    'body.not-json': 'What was sent was damaged on the way.',
    'body.type': 'The server does not know this kind of content.',
    'batch.shape': 'The server does not know this shape of content.',
    'batch.too-many': 'Too many answers were sent at once.',
    'route.unknown': 'The server does not know this address. It may be an older version.',
    'method.unknown': 'The server does not know this request.',
    'query.invalid': 'The server cannot read this choice.',
    'rate.limited': 'Too many tries. Wait a few minutes, then try again.',
    'server.busy': 'The server is busy. Try again in a moment.',
    'server.failed': 'The server has a fault. Try again in a moment.',
    'database.unreachable': 'The server cannot open its database. Try again in a moment.',
    'token.missing': 'This device did not show its identity.',
    'token.unknown': 'The server does not know this device. Pair it again with a new code.',
    'token.misplaced': 'The identity was sent in the wrong place.',
    'device.revoked': 'This device may no longer send. Answers not sent yet are still kept on it.',
    'device.unknown': 'There is no device with this id.',
    'session.missing': 'You are not signed in, or the time is over.',
    'session.origin': 'This request came from another site and was refused.',
    'sign-in.wrong': 'The username or the password is wrong.',
    'role.forbidden': 'Your account may not open this.',
    'code.unknown': 'The code is wrong, was used, or is older than 15 minutes. Ask for a new one.',
    'start.closed': 'This link was used or is closed.',
    'field.missing': 'A field is missing.',
    'field.type': 'A field is of the wrong kind.',
    'field.range': 'A field is outside of its choices.',
    'field.length': 'A field is too long.',
    'field.text': 'There are signs that cannot be stored.',
    'key.unknown': 'There is a field that nobody knows.',
    'score.range': 'A score is not from 1 to 4.',
    'id.format': 'The number of what was sent has the wrong form.',
    'instrument.unknown': 'The server does not know this questionnaire.',
    'instrument.invalid': 'This questionnaire is not valid.',
    'unit.unknown': 'The server does not know this unit.',
    'service.unknown': 'The server does not know this service.',
    'setup.duplicate': 'This short name or id is taken in the same place.',
    'setup.other-regency':
      'This database belongs to another regency. Take an empty DATA_DIR for a new one.',
    'file.unreadable': 'This file is not there or cannot be read.',
    'file.not-json': 'The content of this file is not proper JSON.',
    'person.taken': 'This username is taken.',
    'password.short': 'The password is too short.',
    'demo.real-data': 'There are real answers already: example data is never mixed in.',
    'config.invalid': 'A setting of the server is wrong.',
    'storage.full':
      'The storage of this device is full. The answer stays on screen: save it to a file, then free some room.',
    'context.tab':
      'On iPhone and iPad, add this app to the home screen first. Without that the browser may remove answers.',
    'carried.format': 'This file is no Suara Warga backup, or it is damaged.',
    'carried.key': 'This backup was made for another server.',
    'context.insecure':
      'This page was opened without HTTPS, so it cannot work without signal. Open its https:// address.',
    'collector.unknown':
      'The server does not know the device that collected some of these answers. They stay on this device. Tell the administrator.',
    'reply.foreign':
      'What answered is not the Suara Warga server. This network may ask for a sign-in page first.',
    'database.newer': 'This database was made by a newer version of the program.',
    'setup.missing': 'No regency was set up on this server yet.',
    'storage.failed': 'The storage of this device cannot be opened.',
  },
}
