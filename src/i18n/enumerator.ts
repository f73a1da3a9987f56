// Words of an enumerator's app: the home screen, lists, the screens of trouble. The interview's own stand in enumerator-interview.ts.
import type { Words } from './language.ts'

const id = {
  appName: 'Suara Warga Petugas',
  simulated: 'Data contoh',
  opening: 'Membuka…',
  retry: 'Coba lagi',
  close: 'Tutup',
  back: 'Kembali',
  pill: {
    label: 'Keadaan pengiriman',
    allSent: 'Semua terkirim',
    noSignal: 'Tanpa sinyal',
    sending: 'Mengirim',
    busy: 'Server sibuk',
    stopped: 'Tertahan',
    revoked: 'Izin dicabut',
    unknown: 'Perlu dipasang ulang',
    waiting: (n: string) => `${n} menunggu`,
  },
  since: (moment: string) => `menunggu sejak ${moment}`,
  task: {
    own: 'Tanpa penugasan',
    ownText:
      'Belum ada penugasan untuk ponsel ini. Wawancara tetap boleh dibuat, tentang unit ini. Penugasan dari perencana datang sendiri saat ada sinyal.',
    allServices: 'semua layanan',
    choose: (n: string) => `Ganti penugasan (${n})`,
    chooseTitle: 'Pilih penugasan',
    until: (day: string) => `sampai ${day}`,
    coming: (day: string) =>
      `Penugasan ini baru mulai ${day}. Wawancara yang dibuat sekarang tetap tersimpan, tetapi di luar waktunya.`,
    over: (day: string) =>
      `Waktu penugasan ini sudah habis ${day}. Tanyakan kepada perencana sebelum melanjutkan.`,
    noService: 'Belum ada layanan yang dapat ditanyakan. Sampaikan kepada perencana.',
  },
  progress: {
    of: (target: string, day: string) => `dari ${target} responden, sampai ${day}`,
    made: 'wawancara di ponsel ini',
    bar: (n: string, target: string) => `${n} dari ${target} responden`,
    reached: 'Target sudah tercapai. Wawancara berikutnya melebihi target.',
    full: 'penuh',
    over: 'lebih',
    partial: 'Kuota dihitung dari wawancara yang ada di ponsel ini.',
    refusals: 'Menolak diwawancarai',
  },
  list: {
    today: 'Hari ini',
    latest: 'Terakhir',
    seeAll: 'Lihat semua',
    allTitle: 'Semua wawancara',
    drafts: 'Belum selesai',
    more: 'Tampilkan yang lebih lama',
    none: 'Belum ada wawancara. Tekan "Mulai wawancara" di bawah saat responden siap.',
    yesterday: 'Kemarin',
    number: (n: string) => `Wawancara nomor ${n}`,
    draft: (n: string, of: string) => `Draf, ${n} dari ${of} dijawab`,
    unfinished: 'belum selesai',
    minutes: (n: string) => `${n} menit`,
    underMinute: 'kurang dari 1 menit',
    placeKept: 'lokasi tersimpan',
    corrected: 'sudah dibetulkan',
    states: { waiting: 'Menunggu', sent: 'Terkirim', refused: 'Ditolak server' },
    continue: 'Lanjutkan',
  },
  start: 'Mulai wawancara',
  updating: 'Memperbarui aplikasi…',
  refusalKept: 'Penolakan dicatat. Terima kasih.',
  draftDropped: 'Draf dihapus.',
  draftKept: 'Draf tersimpan di ponsel ini.',
  draftElsewhere: 'Draf ini sedang terbuka di tab lain.',
  trouble: {
    notPaired: 'Ponsel ini belum dipasang',
    notPairedText: 'Minta kode pemasangan kepada admin, lalu pasang ponsel ini satu kali.',
    pair: 'Pasang ponsel ini',
    kiosk: 'Perangkat ini kios',
    kioskText:
      'Peramban ini dipasang sebagai kios, bukan untuk wawancara. Pakai ponsel lain, atau minta kode petugas kepada admin lalu pasang ulang.',
    openKiosk: 'Buka kios',
    setup: 'Pengaturan belum diterima',
    setupText:
      'Ponsel ini sudah dipasang, tetapi belum menerima kuesioner dan penugasan. Cari sinyal sebentar, lalu coba lagi.',
    storage: 'Penyimpanan ponsel tidak dapat dibuka',
    storageText:
      'Jangan hapus data peramban: wawancara yang sudah tersimpan mungkin masih ada. Tutup aplikasi lain, kosongkan ruang, lalu coba lagi.',
    notLoaded: 'Sebagian aplikasi belum termuat. Cari sinyal sebentar, lalu coba lagi.',
    insecure: 'Alamat ini tidak aman',
    ios: 'Pasang aplikasi ini dulu',
    iosSteps: [
      'Ketuk tombol Bagikan (kotak dengan panah ke atas).',
      'Pilih "Tambah ke Layar Utama".',
      'Buka Suara Warga Petugas dari layar utama.',
    ],
    revoked: 'Izin ponsel ini sudah dicabut',
    revokedText:
      'Wawancara yang belum terkirim tetap tersimpan di sini dan tidak hilang. Sampaikan kepada admin. Setelah dipasang ulang, semuanya dikirim.',
    unknown: 'Server tidak mengenal ponsel ini lagi',
    serverGone: 'Server tidak terjangkau. Wawancara tetap dapat dibuat dan dikirim sendiri nanti.',
    offlineNotReady:
      'Aplikasi belum siap tanpa sinyal. Biarkan terbuka sebentar selama masih ada sinyal.',
    pairAgain: 'Pasang ulang',
    blocked: 'Aplikasi ini masih terbuka di tab lain',
    blockedText: 'Tab itu memakai versi lama. Tutup tab itu, lalu halaman ini terbuka sendiri.',
    evicts: (days: number) =>
      `Lama tidak dibuka: peramban menghapus semuanya ${days > 0 ? `dalam ${days} hari` : 'hari ini'}. Cari sinyal, dan buka aplikasi ini setiap hari.`,
    roomLow: 'Ruang ponsel hampir penuh. Kosongkan ruang, lalu cari sinyal atau simpan cadangan.',
    roomNone: 'Ruang ponsel penuh. Kosongkan ruang sebelum wawancara berikutnya.',
    fresh:
      'Penyimpanan lama tidak dapat dibuka, jadi yang baru dipakai dan diisi dari salinannya. Yang lama dibiarkan dan dicoba lagi sendiri.',
  },
}

const en: typeof id = {
  appName: 'Suara Warga Enumerator',
  simulated: 'Example data',
  opening: 'Opening…',
  retry: 'Try again',
  close: 'Close',
  back: 'Back',
  pill: {
    label: 'State of sending',
    allSent: 'All sent',
    noSignal: 'No signal',
    sending: 'Sending',
    busy: 'Server busy',
    stopped: 'Held up',
    revoked: 'Access withdrawn',
    unknown: 'Must be paired again',
    waiting: (n) => `${n} waiting`,
  },
  since: (moment) => `waiting since ${moment}`,
  task: {
    own: 'No assignment',
    ownText:
      'There is no assignment for this phone yet. You may interview all the same, about this unit. Assignments come by themselves when there is signal.',
    allServices: 'all services',
    choose: (n) => `Change assignment (${n})`,
    chooseTitle: 'Choose an assignment',
    until: (day) => `until ${day}`,
    coming: (day) =>
      `This assignment begins on ${day}. Interviews made now are kept, but lie outside its time.`,
    over: (day) => `The time of this assignment ended on ${day}. Ask the planner before you go on.`,
    noService: 'There is no service to ask about yet. Tell the planner.',
  },
  progress: {
    of: (target, day) => `of ${target} respondents, until ${day}`,
    made: 'interviews on this phone',
    bar: (n, target) => `${n} of ${target} respondents`,
    reached: 'The target is reached. Further interviews go beyond it.',
    full: 'full',
    over: 'over',
    partial: 'Quotas count the interviews on this phone.',
    refusals: 'Would not be interviewed',
  },
  list: {
    today: 'Today',
    latest: 'Latest',
    seeAll: 'See all',
    allTitle: 'All interviews',
    drafts: 'Not finished',
    more: 'Show earlier ones',
    none: 'No interviews yet. Press "Start interview" below when the respondent is ready.',
    yesterday: 'Yesterday',
    number: (n) => `Interview number ${n}`,
    draft: (n, of) => `Draft, ${n} of ${of} answered`,
    unfinished: 'not finished',
    minutes: (n) => `${n} min`,
    underMinute: 'under 1 min',
    placeKept: 'place kept',
    corrected: 'corrected',
    states: { waiting: 'Waiting', sent: 'Sent', refused: 'Refused by server' },
    continue: 'Continue',
  },
  start: 'Start interview',
  updating: 'Updating the app…',
  refusalKept: 'The refusal was counted. Thank you.',
  draftDropped: 'The draft was removed.',
  draftKept: 'The draft is kept on this phone.',
  draftElsewhere: 'This draft is open in another tab.',
  trouble: {
    notPaired: 'This phone is not paired',
    notPairedText: 'Ask the administrator for a code, then pair this phone once.',
    pair: 'Pair this phone',
    kiosk: 'This device is a kiosk',
    kioskText:
      'This browser was paired as a kiosk, not for interviews. Use another phone, or ask the administrator for an enumerator’s code and pair it again.',
    openKiosk: 'Open the kiosk',
    setup: 'The setup has not arrived',
    setupText:
      'This phone is paired but has no questionnaire and no assignments yet. Find signal for a moment, then try again.',
    storage: 'The storage of this phone cannot be opened',
    storageText:
      'Do not clear the browser’s data: saved interviews may still be there. Close other apps, free some room, then try again.',
    notLoaded: 'A part of the app did not load. Find signal for a moment, then try again.',
    insecure: 'This address is not secure',
    ios: 'Install this app first',
    iosSteps: [
      'Tap the Share button (a box with an arrow up).',
      'Choose "Add to Home Screen".',
      'Open Suara Warga Enumerator from the home screen.',
    ],
    revoked: 'This phone may no longer send',
    revokedText:
      'Interviews not sent yet stay on this phone and are not lost. Tell the administrator. Once it is paired again, all of them are sent.',
    unknown: 'The server does not know this phone any more',
    serverGone:
      'The server is out of reach. Interviews can be made and are sent later by themselves.',
    offlineNotReady:
      'The app is not ready without signal yet. Keep it open for a moment while there is signal.',
    pairAgain: 'Pair again',
    blocked: 'This app is still open in another tab',
    blockedText: 'That tab runs an older version. Close it, and this page opens by itself.',
    evicts: (days) =>
      `Not opened for long: the browser removes everything ${days > 0 ? `in ${days} days` : 'today'}. Find signal, and open this app every day.`,
    roomLow: 'The phone is nearly full. Free some room, then find signal or save a backup.',
    roomNone: 'The phone is full. Free some room before the next interview.',
    fresh:
      'The old storage does not open, so a new one is used, filled from its copy. The old one stays and is tried again by itself.',
  },
}

export type EnumeratorWords = typeof id

export const ENUMERATOR_WORDS: Words<EnumeratorWords> = { id, en }
