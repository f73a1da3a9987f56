// Words of the kiosk and of the questionnaire, Indonesian first.
import type { Grade } from '../core/grade.ts'
import type { StandardComponent } from '../core/instrument.ts'
import type { Words } from './language.ts'

/** What a resident may refuse by the standard on the screen: anything else, or a higher cost. */
export type Refusal = 'all' | 'cost'

export interface KioskWords {
  readAloud: string
  stopReading: string
  textSize: string
  simulated: string
  attract: {
    question: string
    /** @param questions how many, in words; `null` = it depends on what is chosen next */
    promise: (questions: string | null) => string
    start: string
    updating: string
    standardOf: (service: string) => string
    services: string
    refuse: Record<Refusal, string>
    complaintTitle: string
    ready: string
    staff: string
  }
  standard: Record<StandardComponent, string> & {
    title: string
    free: string
    freeRupiah: string
    freeBy: (law: string) => string
    localTariff: string
  }
  channels: { name: string; way: string }[]
  /** Before the service's own complaint channel. */
  channelHere: string
  numbers: Record<number, string>
  notice: { title: string; sentences: [string, string]; begin: string; cancel: string }
  service: { title: string }
  form: {
    progress: (number: number, of: number) => string
    extra: string
    aboutYou: string
    closing: string
    optional: string
    back: string
    skip: string
    next: string
    send: string
    anonymous: string
    yes: string
    no: string
    sex: string
    age: string
    years: string
    ageRange: (least: number, most: number) => string
    education: string
    job: string
    disability: string
    steered: string
    steeredHint: string
    comment: string
    commentHint: string
    characters: (used: string, of: string) => string
    erase: string
  }
  saving: {
    now: string
    slow: string
    failed: string
    kept: string
    retry: string
    askStaff: string
  }
  thanks: {
    title: string
    saved: string
    anonymous: string
    resultOf: (quarter: string, year: string) => string
    from: (n: string) => string
    grades: Record<Grade, string>
    complaints: string
    done: string
    back: (seconds: number) => string
  }
  idle: {
    title: string
    text: (seconds: number) => string
    staffText: (seconds: number) => string
    stay: string
  }
  /** Before the staff area; what stands in it is in kiosk-staff.ts, which no respondent waits for. */
  staff: StaffGateWords
  /** What may be shown before the screens of trouble are loaded. */
  trouble: FirstTroubleWords
}

interface StaffGateWords {
  pinTitle: string
  pinHint: string
  open: string
  close: string
  wrong: (triesLeft: number) => string
  locked: (minutes: number) => string
}

interface FirstTroubleWords {
  opening: string
  retry: string
  unknown: string
  notLoaded: string
}

export const KIOSK_WORDS: Words<KioskWords> = {
  id: {
    readAloud: 'Bacakan',
    stopReading: 'Berhenti',
    textSize: 'Perbesar tulisan',
    simulated: 'Data contoh',
    attract: {
      question: 'Bagaimana pelayanan kami?',
      promise: (questions) =>
        `${questions ? `${questions} pertanyaan` : 'Pertanyaan'} singkat, lalu sedikit tentang Anda. Tanpa nama.`,
      start: 'Sentuh untuk mulai',
      updating: 'Memperbarui…',
      standardOf: (service) => `Standar pelayanan ${service}`,
      services: 'Layanan di sini',
      refuse: {
        all: 'Semua yang berlaku di loket ini tertulis di sini. Di luar ini, Anda boleh menolak.',
        cost: 'Biayanya hanya yang tertulis di sini. Dimintai lebih, Anda boleh menolak.',
      },
      complaintTitle: 'Dimintai bayaran atau dipersulit?',
      ready: 'Siap tanpa sinyal',
      staff: 'Petugas',
    },
    standard: {
      title: 'Standar pelayanan',
      free: 'Gratis',
      freeRupiah: 'Gratis, Rp 0',
      freeBy: (law) => `Gratis menurut ${law}`,
      localTariff: 'Sesuai tarif daerah',
      biaya: 'Biaya',
      waktu: 'Waktu',
      persyaratan: 'Syarat',
      produk: 'Produk',
      prosedur: 'Prosedur',
      pengaduan: 'Pengaduan',
    },
    channels: [
      { name: 'SP4N-LAPOR!', way: 'lapor.go.id atau SMS 1708' },
      { name: 'Ombudsman RI', way: 'Telepon 137' },
    ],
    channelHere: 'Di sini',
    numbers: numbersOf('Satu Dua Tiga Empat Lima Enam Tujuh Delapan Sembilan Sepuluh'),
    notice: {
      title: 'Sebelum mulai',
      sentences: [
        'Kami tidak meminta nama, nomor, atau alamat: jawaban Anda hanya dipakai untuk memperbaiki pelayanan, sesuai UU 27/2022 tentang Pelindungan Data Pribadi.',
        'Setiap pertanyaan boleh dilewati, dan Anda boleh berhenti kapan saja.',
      ],
      begin: 'Mulai',
      cancel: 'Tidak jadi',
    },
    service: { title: 'Layanan apa yang Anda terima hari ini?' },
    form: {
      progress: (number, of) => `${number} dari ${of}`,
      extra: 'Pertanyaan tambahan',
      aboutYou: 'Tentang Anda',
      closing: 'Terakhir',
      optional: 'boleh dilewati',
      back: 'Kembali',
      skip: 'Lewati',
      next: 'Lanjut',
      send: 'Kirim jawaban',
      anonymous: 'Jawaban Anda tidak mencantumkan nama',
      yes: 'Ya',
      no: 'Tidak',
      sex: 'Apa jenis kelamin Anda?',
      age: 'Berapa umur Anda?',
      years: 'tahun',
      ageRange: (least, most) => `Umur ${least} sampai ${most} tahun`,
      education: 'Apa pendidikan terakhir Anda?',
      job: 'Apa pekerjaan Anda?',
      disability: 'Apakah Anda penyandang disabilitas?',
      steered: 'Apakah ada petugas yang mengarahkan jawaban Anda?',
      steeredHint: 'Misalnya menyarankan pilihan tertentu.',
      comment: 'Ada saran atau masukan?',
      commentHint: 'Tulis tanpa nama atau nomor siapa pun.',
      characters: (used, of) => `${used} dari ${of} huruf`,
      erase: 'Hapus',
    },
    saving: {
      now: 'Menyimpan jawaban…',
      slow: 'Penyimpanan lebih lama dari biasanya. Jawaban Anda masih ada, mohon tunggu.',
      failed: 'Jawaban belum tersimpan',
      kept: 'Jawaban Anda masih dipegang perangkat ini dan tidak hilang.',
      retry: 'Simpan lagi',
      askStaff: 'Bila tetap gagal, mohon beri tahu petugas.',
    },
    thanks: {
      title: 'Terima kasih.',
      saved:
        'Jawaban Anda sudah tersimpan di perangkat ini dan akan dikirim sendiri saat ada sinyal.',
      anonymous: 'Tanpa nama, tanpa nomor',
      resultOf: (quarter, year) => `Nilai IKM layanan ini, Triwulan ${quarter} ${year}`,
      from: (n) => `Dari ${n} warga yang sudah menilai.`,
      grades: { A: 'Sangat baik', B: 'Baik', C: 'Kurang baik', D: 'Tidak baik' },
      complaints: 'Ada keluhan?',
      done: 'Selesai',
      back: (seconds) => `Kembali ke awal dalam ${seconds} detik`,
    },
    idle: {
      title: 'Masih di sini?',
      text: (seconds) =>
        `Jawaban akan dihapus dalam ${seconds} detik. Sentuh layar untuk melanjutkan.`,
      staffText: (seconds) => `Ruang petugas akan ditutup dalam ${seconds} detik.`,
      stay: 'Lanjutkan',
    },
    staff: {
      pinTitle: 'PIN petugas',
      pinHint: 'PIN dibuat saat perangkat ini dipasang.',
      open: 'Buka',
      close: 'Tutup',
      wrong: (triesLeft) => `PIN salah. Sisa ${triesLeft} percobaan.`,
      locked: (minutes) => `Terlalu banyak PIN salah. Coba lagi dalam ${minutes} menit.`,
    },
    trouble: {
      opening: 'Membuka…',
      retry: 'Coba lagi',
      unknown: 'Petugas: perangkat ini perlu dipasang ulang',
      notLoaded: 'Halaman ini belum termuat seluruhnya. Periksa sambungan, lalu coba lagi.',
    },
  },
  en: {
    readAloud: 'Read aloud',
    stopReading: 'Stop',
    textSize: 'Larger text',
    simulated: 'Example data',
    attract: {
      question: 'How was our service?',
      promise: (questions) =>
        `${questions ? `${questions} short` : 'Short'} questions, then a few about you. No name.`,
      start: 'Touch to start',
      updating: 'Updating…',
      standardOf: (service) => `Service standard: ${service}`,
      services: 'Services here',
      refuse: {
        all: 'All that applies at this counter is written here. You may refuse anything else.',
        cost: 'The cost is only what is written here. You may refuse to pay more.',
      },
      complaintTitle: 'Asked to pay, or given a hard time?',
      ready: 'Works without signal',
      staff: 'Staff',
    },
    standard: {
      title: 'Service standard',
      free: 'Free',
      freeRupiah: 'Free, Rp 0',
      freeBy: (law) => `Free by ${law}`,
      localTariff: 'By local tariff',
      biaya: 'Cost',
      waktu: 'Time',
      persyaratan: 'Requirements',
      produk: 'Product',
      prosedur: 'Procedure',
      pengaduan: 'Complaints',
    },
    channels: [
      { name: 'SP4N-LAPOR!', way: 'lapor.go.id or SMS 1708' },
      { name: 'Ombudsman RI', way: 'Phone 137' },
    ],
    channelHere: 'Here',
    numbers: numbersOf('One Two Three Four Five Six Seven Eight Nine Ten'),
    notice: {
      title: 'Before you start',
      sentences: [
        'We ask for no name, number or address: your answers are used only to improve the service, under Law 27/2022 on personal data.',
        'You may skip any question and stop at any time.',
      ],
      begin: 'Start',
      cancel: 'Not now',
    },
    service: { title: 'Which service did you receive today?' },
    form: {
      progress: (number, of) => `${number} of ${of}`,
      extra: 'Further questions',
      aboutYou: 'About you',
      closing: 'Last',
      optional: 'may be skipped',
      back: 'Back',
      skip: 'Skip',
      next: 'Next',
      send: 'Send answers',
      anonymous: 'Your answers carry no name',
      yes: 'Yes',
      no: 'No',
      sex: 'What is your sex?',
      age: 'How old are you?',
      years: 'years',
      ageRange: (least, most) => `An age from ${least} to ${most} years`,
      education: 'What is your highest education?',
      job: 'What is your occupation?',
      disability: 'Do you have a disability?',
      steered: 'Did any officer steer your answers?',
      steeredHint: 'For example by suggesting what to choose.',
      comment: 'Any suggestion?',
      commentHint: "Write without anyone's name or number.",
      characters: (used, of) => `${used} of ${of} characters`,
      erase: 'Erase',
    },
    saving: {
      now: 'Saving your answers…',
      slow: 'Saving takes longer than usual. Your answers are still here, please wait.',
      failed: 'Your answers are not saved yet',
      kept: 'This device still holds your answers: they are not lost.',
      retry: 'Save again',
      askStaff: 'If it keeps failing, please tell the staff.',
    },
    thanks: {
      title: 'Thank you.',
      saved:
        'Your answers are saved on this device and will be sent by themselves when there is signal.',
      anonymous: 'No name, no number',
      resultOf: (quarter, year) => `IKM of this service, quarter ${quarter} ${year}`,
      from: (n) => `From ${n} residents who answered.`,
      grades: { A: 'Very good', B: 'Good', C: 'Less than good', D: 'Not good' },
      complaints: 'A complaint?',
      done: 'Done',
      back: (seconds) => `Back to the start in ${seconds} seconds`,
    },
    idle: {
      title: 'Still here?',
      text: (seconds) =>
        `Your answers will be erased in ${seconds} seconds. Touch the screen to go on.`,
      staffText: (seconds) => `The staff area will close in ${seconds} seconds.`,
      stay: 'Go on',
    },
    staff: {
      pinTitle: 'Staff PIN',
      pinHint: 'The PIN was set when this device was paired.',
      open: 'Open',
      close: 'Close',
      wrong: (triesLeft) => `Wrong PIN. ${triesLeft} tries left.`,
      locked: (minutes) => `Too many wrong PINs. Try again in ${minutes} minutes.`,
    },
    trouble: {
      opening: 'Opening…',
      retry: 'Try again',
      unknown: 'Staff: this device must be paired again',
      notLoaded: 'This page did not load completely. Check the connection, then try again.',
    },
  },
}

function numbersOf(words: string): Record<number, string> {
  return Object.fromEntries(words.split(' ').map((word, i) => [i + 1, word]))
}
