// Words of the public pages: start, pairing, first run.
import type { Words } from './language.ts'

export interface SiteWords {
  home: string
  start: {
    title: string
    sentences: [string, string, string]
    signIn: string
    signInText: string
    pair: string
    pairText: string
    kiosk: string
    kioskText: string
    enumerator: string
  }
  missing: { title: string; text: string }
  pair: {
    title: string
    codeText: string
    code: string
    codeShape: string
    next: string
    back: string
    pinTitle: string
    pinText: string
    pinAgain: string
    pinDiffers: string
    erase: string
    working: string
    offline: string
    already: string
    blocked: string
    openKiosk: string
  }
  first: {
    title: string
    text: string
    closedTitle: string
    closedText: string
    signIn: string
    tryTitle: string
    tryText: string
    try: string
    trying: string
    offline: string
    notKiosk: string
    ownTitle: string
    ownText: string
    own: string
    readyTitle: string
    kioskTitle: string
    kioskText: string
    pin: string
    openKiosk: string
    plannerTitle: string
    plannerText: string
    username: string
    password: string
    openDashboard: string
    copy: string
    copied: string
    simulated: string
    keepNote: string
  }
}

export const SITE_WORDS: Words<SiteWords> = {
  id: {
    home: 'Ke halaman awal',
    start: {
      title: 'Suara warga, sampai ke meja perencana.',
      sentences: [
        'Warga menilai pelayanan publik di loket, tanpa nama: sembilan pertanyaan, cukup beberapa menit.',
        'Jawaban tersimpan di perangkat dan terkirim sendiri saat ada sinyal, berminggu-minggu pun tidak hilang.',
        'Perencana melihat Indeks Kepuasan Masyarakat yang dihitung menurut PermenPANRB 14/2017.',
      ],
      signIn: 'Masuk',
      signInText: 'Untuk admin, perencana dan petugas unit: indeks, unsur terendah, perubahan.',
      pair: 'Pasang perangkat',
      pairText: 'Jadikan perangkat ini kios atau ponsel petugas, dengan kode dari admin.',
      kiosk: 'Buka kios',
      kioskText: 'Perangkat ini sudah dipasang.',
      enumerator: 'Buka wawancara',
    },
    missing: { title: 'Halaman tidak ada', text: 'Periksa lagi alamatnya.' },
    pair: {
      title: 'Pasang perangkat',
      codeText:
        'Ketik kode 8 karakter (huruf dan angka) dari admin. Kode berlaku 15 menit, sekali pakai.',
      code: 'Kode',
      codeShape: 'Kode terdiri dari 8 karakter, huruf atau angka.',
      next: 'Lanjut',
      back: 'Kembali',
      pinTitle: 'Buat PIN petugas',
      pinText:
        '4 sampai 6 angka. PIN diperlukan untuk keluar dari kios, dan di ponsel petugas untuk cadangan.',
      pinAgain: 'Ketik PIN sekali lagi',
      pinDiffers: 'Kedua PIN tidak sama. Buat lagi.',
      erase: 'Hapus',
      working: 'Memasang…',
      offline: 'Server tidak terjangkau. Pemasangan memerlukan sambungan satu kali.',
      already:
        'Perangkat ini sudah dipasang. Kode baru menggantikan pemasangan lama; jawaban yang belum terkirim tetap dikirim atas nama yang lama.',
      blocked:
        'Halaman Suara Warga versi lama masih terbuka di perangkat ini. Tutup halaman itu, lalu halaman ini berlanjut sendiri.',
      openKiosk: 'Buka kios',
    },
    first: {
      title: 'Selamat datang di Suara Warga',
      text: 'Server ini masih kosong. Pilih salah satu untuk mulai.',
      closedTitle: 'Tautan ini sudah ditutup',
      closedText:
        'Tautan pertama hanya berlaku sekali, selama server masih kosong. Bila server belum pernah disiapkan, hentikan lalu jalankan lagi: terminal akan menampilkan tautan baru. Bila sudah, silakan masuk.',
      signIn: 'Masuk',
      tryTitle: 'Coba dulu',
      tryText:
        'Memuat contoh Kabupaten Barito Selatan dengan jawaban simulasi, dan menjadikan peramban ini kios. Semuanya ditandai "Data contoh".',
      try: 'Coba sekarang',
      trying: 'Menyiapkan contoh… biasanya beberapa detik.',
      offline: 'Server tidak menjawab. Periksa apakah masih berjalan, lalu coba lagi.',
      notKiosk:
        'Peramban ini tidak dapat dijadikan kios: penyimpanannya gagal. Contoh sudah dimuat, dan akun di halaman ini tetap berlaku. Buat kode baru dengan create-device, lalu buka /pasang.',
      ownTitle: 'Siapkan kabupaten saya',
      ownText:
        'Lima langkah singkat: kabupaten, akun admin, unit dan layanan pertama, lalu kios pertama.',
      own: 'Mulai menyiapkan',
      readyTitle: 'Siap dicoba',
      kioskTitle: 'Kios',
      kioskText: 'Peramban ini sekarang kios KTP-el di Disdukcapil. PIN untuk keluar dari kios:',
      pin: 'PIN',
      openKiosk: 'Buka kios',
      plannerTitle: 'Perencana',
      plannerText: 'Masuk ke dasbor dengan akun ini. Kata sandi tidak ditampilkan lagi.',
      username: 'Nama pengguna',
      password: 'Kata sandi',
      openDashboard: 'Buka dasbor (masuk)',
      copy: 'Salin',
      copied: 'Tersalin',
      simulated: 'Data contoh',
      keepNote: 'Catat sekarang: halaman ini tidak dapat dibuka lagi.',
    },
  },
  en: {
    home: 'To the start page',
    start: {
      title: 'What residents say, on the planner’s desk.',
      sentences: [
        'Residents judge a public service at the counter, without a name: nine questions, a few minutes.',
        'Answers are kept on the device and sent by themselves when there is signal; weeks without it lose nothing.',
        'Planners see the satisfaction index (IKM), computed by PermenPANRB 14/2017.',
      ],
      signIn: 'Sign in',
      signInText:
        'For admins, planners and unit officers: the index, the lowest elements, what changed.',
      pair: 'Pair a device',
      pairText: 'Make this a kiosk or an enumerator’s phone, with a code from the administrator.',
      kiosk: 'Open the kiosk',
      kioskText: 'This device is paired.',
      enumerator: 'Open interviews',
    },
    missing: { title: 'No such page', text: 'Please check the address.' },
    pair: {
      title: 'Pair a device',
      codeText:
        'Type the code of 8 letters and digits from the administrator. It is valid for 15 minutes, once.',
      code: 'Code',
      codeShape: 'A code has 8 letters or digits.',
      next: 'Next',
      back: 'Back',
      pinTitle: 'Choose a staff PIN',
      pinText:
        '4 to 6 digits. It is needed to leave the kiosk, and for backups on an enumerator’s phone.',
      pinAgain: 'Type the PIN once more',
      pinDiffers: 'The two PINs differ. Choose again.',
      erase: 'Erase',
      working: 'Pairing…',
      offline: 'The server is out of reach. Pairing needs a connection once.',
      already:
        'This device is paired already. A new code replaces that pairing; answers not sent yet still go under the old one.',
      blocked:
        'An older Suara Warga page is still open on this device. Close it, and this page goes on by itself.',
      openKiosk: 'Open the kiosk',
    },
    first: {
      title: 'Welcome to Suara Warga',
      text: 'This server is still empty. Choose how to begin.',
      closedTitle: 'This link is closed',
      closedText:
        'The first link works once, while the server is empty. If it was never set up, stop the server and start it again: the terminal shows a new link. If it was, please sign in.',
      signIn: 'Sign in',
      tryTitle: 'Try it first',
      tryText:
        'Loads the example of Barito Selatan with simulated answers, and makes this browser a kiosk. Everything is marked "Example data".',
      try: 'Try it now',
      trying: 'Preparing the example… a few seconds as a rule.',
      offline: 'The server does not answer. Check that it still runs, then try again.',
      notKiosk:
        'This browser could not be made a kiosk: its storage failed. The example is loaded, and the account on this page is valid. Make a new code with create-device, then open /pasang.',
      ownTitle: 'Set up my regency',
      ownText:
        'Five short steps: the regency, the administrator’s account, the first unit and service, then the first kiosk.',
      own: 'Begin',
      readyTitle: 'Ready to try',
      kioskTitle: 'Kiosk',
      kioskText:
        'This browser is now the ID card kiosk of Disdukcapil. The PIN to leave the kiosk:',
      pin: 'PIN',
      openKiosk: 'Open the kiosk',
      plannerTitle: 'Planner',
      plannerText: 'Sign in to the dashboard with this account. The password is not shown again.',
      username: 'Username',
      password: 'Password',
      openDashboard: 'Open the dashboard (sign in)',
      copy: 'Copy',
      copied: 'Copied',
      simulated: 'Example data',
      keepNote: 'Note it down now: this page cannot be opened again.',
    },
  },
}
