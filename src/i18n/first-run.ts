// Words of the first run's walk: regency, admin, unit, service, kiosk.
import type { Words } from './language.ts'

const id = {
  title: 'Siapkan kabupaten',
  progress: (step: number, of: number) => `Langkah ${step} dari ${of}`,
  stepsLabel: 'Langkah',
  next: 'Lanjut',
  back: 'Kembali',
  finish: 'Selesai dan buat kode kios',
  finishing: 'Menyiapkan…',
  kept: 'Isian tersimpan di tab ini sampai selesai; kata sandi tidak.',
  passwordAgain:
    'Halaman dimuat ulang. Isian lain masih ada; kata sandi tidak disimpan, jadi ketik lagi.',
  steps: {
    regency: { name: 'Kabupaten', text: 'Nama yang tampil di laporan dan di kios.' },
    admin: {
      name: 'Admin',
      text: 'Akun pertama, yang boleh mengatur semuanya. Orang lain dapat ditambahkan nanti.',
    },
    unit: {
      name: 'Unit pertama',
      text: 'Satu tempat pelayanan untuk mulai. Yang lain menyusul satu per satu atau lewat impor.',
    },
    service: {
      name: 'Layanan pertama',
      text: 'Standar pelayanan tampil di sebelah pertanyaannya. Yang belum ada boleh dikosongkan dan diisi nanti.',
    },
    kiosk: {
      name: 'Kios pertama',
      text: 'Tablet di loket, atau peramban ini untuk dicoba. Kodenya muncul setelah langkah ini.',
    },
  },
  regency: {
    name: 'Nama kabupaten atau kota',
    nameHint: 'Misalnya: Kabupaten Barito Selatan',
    province: 'Provinsi',
    timezone: 'Zona waktu',
  },
  admin: {
    username: 'Nama pengguna',
    usernameHint:
      'Huruf a sampai z, angka, titik, garis bawah, atau tanda hubung, tanpa spasi; untuk masuk.',
    password: 'Kata sandi',
    passwordHint: (least: number) =>
      `Paling sedikit ${least} karakter. Beberapa kata yang tidak berhubungan mudah diingat dan sulit ditebak.`,
    again: 'Ketik kata sandi sekali lagi',
    differs: 'Kedua kata sandi tidak sama.',
    show: 'Tampilkan kata sandi',
    strength: {
      label: 'Kekuatan',
      short: 'terlalu pendek',
      easy: 'mudah ditebak',
      fair: 'cukup',
      strong: 'kuat',
    },
  },
  unit: {
    name: 'Nama lengkap unit',
    nameHint: 'Misalnya: Dinas Kependudukan dan Pencatatan Sipil',
    short: 'Nama singkat',
    shortHint: 'Tampil di kios, misalnya: Disdukcapil. Kosong = sama dengan nama lengkap.',
  },
  service: { name: 'Nama layanan', nameHint: 'Misalnya: Kartu Tanda Penduduk (KTP-el)' },
  kiosk: {
    name: 'Nama kios',
    nameHint: 'Untuk mengenalinya di daftar perangkat',
    nameDefault: 'Kios 1',
    place: 'Tempat',
    placeHint: 'Misalnya: Loket 1, lantai dasar',
  },
  done: {
    title: (regency: string) => `${regency} sudah siap`,
    text: 'Anda sudah masuk sebagai admin. Tinggal memasang kios pertama.',
    tabletTitle: 'Pasang tablet',
    tabletText: (address: string) =>
      `Pindai kode ini dengan kamera tablet, atau buka ${address} di tablet lalu ketik kodenya.`,
    code: 'Kode',
    qr: 'Kode QR untuk memasang kios',
    until: (time: string) =>
      `Berlaku sampai ${time}, sekali pakai. Kode baru dapat dibuat di bagian Perangkat.`,
    localOnly:
      'Alamat ini hanya terbuka di komputer ini. Untuk tablet lain, jalankan server dengan alamat jaringan dan HTTPS, lalu buat kode baru.',
    hereTitle: 'Pakai peramban ini',
    hereText: 'Peramban ini menjadi kios: tinggal membuat PIN petugas. Cocok untuk mencoba.',
    here: 'Jadikan peramban ini kios',
    manageTitle: 'Selanjutnya',
    manageText: 'Tambahkan unit dan layanan lain, periode survei, dan orang.',
    manage: 'Buka pengelolaan',
  },
}

export type FirstRunWords = typeof id

export const FIRST_RUN_WORDS: Words<FirstRunWords> = {
  id,
  en: {
    title: 'Set up the regency',
    progress: (step, of) => `Step ${step} of ${of}`,
    stepsLabel: 'Steps',
    next: 'Next',
    back: 'Back',
    finish: 'Finish and make the kiosk’s code',
    finishing: 'Setting up…',
    kept: 'What you type is kept in this tab until it is finished; the password is not.',
    passwordAgain:
      'The page was loaded anew. What you typed is still there, but for the password: please type it again.',
    steps: {
      regency: { name: 'Regency', text: 'The name shown in reports and on kiosks.' },
      admin: {
        name: 'Administrator',
        text: 'The first account, which may do everything. Others can be added later.',
      },
      unit: {
        name: 'First unit',
        text: 'One place of service to begin with. Others follow one by one or by import.',
      },
      service: {
        name: 'First service',
        text: 'The standard stands beside its question. What is not there yet may stay empty and follow later.',
      },
      kiosk: {
        name: 'First kiosk',
        text: 'A tablet at the counter, or this browser to try it. The code appears after this step.',
      },
    },
    regency: {
      name: 'Name of the regency or city',
      nameHint: 'As in: Kabupaten Barito Selatan',
      province: 'Province',
      timezone: 'Time zone',
    },
    admin: {
      username: 'Username',
      usernameHint:
        'Letters a to z, digits, dots, underscores or hyphens, no spaces; to sign in with.',
      password: 'Password',
      passwordHint: (least) =>
        `${least} characters at least. A few words that do not belong together are easy to keep and hard to guess.`,
      again: 'Type the password once more',
      differs: 'The two passwords differ.',
      show: 'Show the password',
      strength: {
        label: 'Strength',
        short: 'too short',
        easy: 'easy to guess',
        fair: 'fair',
        strong: 'strong',
      },
    },
    unit: {
      name: 'Full name of the unit',
      nameHint: 'As in: Dinas Kependudukan dan Pencatatan Sipil',
      short: 'Short name',
      shortHint: 'Shown on the kiosk, as in: Disdukcapil. Empty = the same as the full name.',
    },
    service: {
      name: 'Name of the service',
      nameHint: 'As in: Kartu Tanda Penduduk (KTP-el)',
    },
    kiosk: {
      name: 'Name of the kiosk',
      nameHint: 'To know it by in the list of devices',
      nameDefault: 'Kiosk 1',
      place: 'Place',
      placeHint: 'As in: counter 1, ground floor',
    },
    done: {
      title: (regency) => `${regency} is ready`,
      text: 'You are signed in as the administrator. The first kiosk is all that is left.',
      tabletTitle: 'Pair a tablet',
      tabletText: (address) =>
        `Scan this code with the tablet’s camera, or open ${address} on the tablet and type the code.`,
      code: 'Code',
      qr: 'QR code that pairs a kiosk',
      until: (time) => `Valid until ${time}, once. A new code can be made under Devices.`,
      localOnly:
        'This address opens on this computer only. For another tablet, run the server with a network address and HTTPS, then make a new code.',
      hereTitle: 'Use this browser',
      hereText:
        'This browser becomes the kiosk: only a staff PIN is left to choose. Good for trying.',
      here: 'Make this browser the kiosk',
      manageTitle: 'What follows',
      manageText: 'Add other units and services, survey periods and people.',
      manage: 'Open the administration',
    },
  },
}
