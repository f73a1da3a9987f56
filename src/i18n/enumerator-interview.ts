// Words of an interview: consent, refusal, what stands around the questions, summary, saving.
import type { RefusalReason } from '../core/device-report.ts'
import type { UnansweredReason } from '../core/submission.ts'
import type { Words } from './language.ts'

const id = {
  service: {
    title: 'Layanan apa yang akan ditanyakan?',
    hint: 'Pilih layanan yang benar-benar diterima responden.',
  },
  consent: {
    title: 'Bacakan kepada responden',
    sentences: (about: string) => [
      `Kami bertanya tentang ${about}, agar pelayanan itu dapat diperbaiki.`,
      'Wawancara ini sukarela. Anda boleh tidak menjawab suatu pertanyaan, dan boleh berhenti kapan saja, tanpa akibat apa pun.',
      'Kami tidak mencatat nama, nomor, atau alamat. Jawaban Anda hanya dipakai untuk survei ini, sesuai UU 27/2022 tentang Pelindungan Data Pribadi.',
    ],
    place: 'Tempat wawancara ini dicatat dari ponsel petugas, dan tidak diumumkan.',
    question: 'Apakah Anda bersedia diwawancarai?',
    agree: 'Setuju',
    refuse: 'Menolak',
  },
  refusal: {
    title: 'Mengapa menolak?',
    hint: 'Hanya dihitung, tanpa keterangan tentang orangnya.',
    reasons: {
      busy: 'Tidak ada waktu',
      unwilling: 'Tidak mau',
      afraid: 'Takut atau ragu',
      language: 'Kendala bahasa',
      unwell: 'Sedang sakit',
      other: 'Alasan lain',
    } satisfies Record<RefusalReason, string>,
    failed: 'Belum tercatat: penyimpanan ponsel gagal. Coba lagi.',
  },
  style: { label: 'Susunan pertanyaan', one: 'Satu per layar', scroll: 'Semua' },
  leave: 'Tutup',
  readOut: 'Bacakan keempat pilihan',
  steered: 'Apakah ada petugas layanan yang memberi tahu Anda harus menjawab apa?',
  steeredHint: 'Tanyakan apa adanya. Jawaban ini tidak ditunjukkan kepada petugas layanan.',
  comment: 'Ada saran atau masukan?',
  commentHint: 'Tulis tanpa nama atau nomor siapa pun.',
  age: 'Umur, dalam tahun',
  years: 'tahun',
  ageRange: (least: number, most: number) => `Umur ${least} sampai ${most} tahun`,
  unanswered: {
    unknown: 'Tidak tahu',
    declined: 'Menolak menjawab',
  } satisfies Record<UnansweredReason, string>,
  parts: {
    element: 'Tentang pelayanan',
    extra: 'Pertanyaan tambahan',
    about: 'Tentang responden',
    closing: 'Terakhir',
  },
  progress: (n: string, of: string) => `${n} dari ${of}`,
  back: 'Kembali',
  next: 'Lanjut',
  toSummary: 'Ke ringkasan',
  openLeft: (n: string) => `${n} belum dijawab`,
  quotaFull: (group: string, n: string, of: string) =>
    `Kuota ${group} sudah penuh (${n} dari ${of}). Wawancara ini melebihi kuota.`,
  place: {
    seeking: 'Mencari lokasi…',
    kept: (metres: string) => `Lokasi tersimpan, ±${metres} m`,
    none: 'Tanpa lokasi',
  },
  unsaved:
    'Belum tersimpan: penyimpanan ponsel gagal atau penuh. Jangan tutup aplikasi, dan kosongkan ruang. Di akhir wawancara jawaban dapat disimpan ke berkas.',
  summary: {
    title: 'Ringkasan',
    open: 'Belum dijawab',
    openText: 'Boleh dilengkapi sekarang. Yang tetap kosong disimpan sebagai tidak dijawab.',
    complete: 'Semua pertanyaan sudah dijawab.',
    notAnswered: 'Tidak dijawab',
    nothing: 'Belum ada satu pun jawaban, jadi belum dapat disimpan.',
    finish: 'Selesai dan simpan',
    drop: 'Hapus draf',
    dropTitle: 'Hapus draf ini?',
    dropText: 'Jawaban di dalamnya hilang dan tidak dapat dikembalikan.',
    dropYes: 'Hapus',
    dropNo: 'Tetap simpan',
    dropFailed:
      'Draf belum terhapus: penyimpanan ponsel gagal atau penuh. Coba hapus lagi, atau lanjutkan wawancara.',
    change: (question: string) => `Ubah: ${question}`,
  },
  saving: {
    now: 'Menyimpan…',
    slow: 'Penyimpanan lebih lama dari biasanya. Jawaban masih di layar ini, mohon tunggu.',
    failed: 'Belum tersimpan',
    kept: 'Penyimpanan ponsel gagal. Jawaban masih di layar ini: jangan tutup aplikasi. Kosongkan ruang lalu coba lagi, atau simpan ke berkas.',
    retry: 'Simpan lagi',
    toFile: 'Simpan ke berkas',
    fileSaved: 'Berkas dibuat. Kirim berkas itu kepada admin.',
    fileFailed: 'Berkas tidak dapat dibuat.',
  },
  saved: {
    title: 'Tersimpan',
    text: (n: string) =>
      `Wawancara nomor ${n} tersimpan di ponsel ini dan dikirim sendiri saat ada sinyal.`,
    next: 'Wawancara berikutnya',
    home: 'Ke beranda',
  },
  seen: {
    title: (n: string) => `Wawancara nomor ${n}`,
    correct: 'Betulkan',
    correctable: 'Belum dikirim: masih dapat dibetulkan. Isi sebelumnya tetap dicatat.',
    waiting: 'Sudah masuk kiriman atau berkas: hanya dapat dilihat.',
    sent: 'Sudah terkirim: hanya dapat dilihat.',
    refused:
      'Server tidak dapat menerima wawancara ini. Tetap tersimpan di sini. Sampaikan kepada admin.',
    saveCorrection: 'Simpan perbaikan',
    corrected: 'Perbaikan tersimpan.',
    tooLate: 'Sudah terkirim, jadi tidak dapat dibetulkan lagi. Isinya tidak berubah.',
    discardTitle: 'Tinggalkan perbaikan?',
    discardText: 'Perubahan yang belum disimpan hilang. Isi semula tetap ada.',
    discardYes: 'Tinggalkan',
    discardNo: 'Lanjut membetulkan',
  },
  lost: {
    title: 'Kuesioner draf ini tidak ada lagi',
    text: 'Draf ini dibuat dengan kuesioner lama yang tidak ada lagi di ponsel ini. Jawabannya masih ada dan dapat disimpan apa adanya.',
    finish: 'Simpan apa adanya',
  },
}

const en: typeof id = {
  service: {
    title: 'Which service is this about?',
    hint: 'Choose the service that the respondent really received.',
  },
  consent: {
    title: 'Read to the respondent',
    sentences: (about) => [
      `We ask about ${about}, so that the service can be improved.`,
      'This interview is voluntary. You need not answer a question and may stop at any time, without any consequence.',
      'We note no name, number or address. Your answers are used for this survey only, under Law 27/2022 on personal data protection.',
    ],
    place:
      'Where this interview is made is noted from the enumerator’s phone, and is not published.',
    question: 'Do you agree to be interviewed?',
    agree: 'Agrees',
    refuse: 'Refuses',
  },
  refusal: {
    title: 'Why not?',
    hint: 'It is only counted; nothing about the person is kept.',
    reasons: {
      busy: 'No time',
      unwilling: 'Does not want to',
      afraid: 'Afraid or unsure',
      language: 'Language',
      unwell: 'Unwell',
      other: 'Another reason',
    },
    failed: 'Not counted yet: the phone’s storage failed. Try again.',
  },
  style: { label: 'How questions are shown', one: 'One a screen', scroll: 'All' },
  leave: 'Close',
  readOut: 'Read out all four answers',
  steered: 'Did any officer of the service tell you what to answer?',
  steeredHint: 'Ask it as it is. The answer is not shown to the officers.',
  comment: 'Any suggestion?',
  commentHint: 'Write without anyone’s name or number.',
  age: 'Age in years',
  years: 'years',
  ageRange: (least, most) => `An age from ${least} to ${most} years`,
  unanswered: { unknown: 'Does not know', declined: 'Will not answer' },
  parts: {
    element: 'About the service',
    extra: 'Further questions',
    about: 'About the respondent',
    closing: 'Last',
  },
  progress: (n, of) => `${n} of ${of}`,
  back: 'Back',
  next: 'Next',
  toSummary: 'To the summary',
  openLeft: (n) => `${n} not answered`,
  quotaFull: (group, n, of) =>
    `The quota for ${group} is full (${n} of ${of}). This interview goes beyond it.`,
  place: {
    seeking: 'Finding the place…',
    kept: (metres) => `Place kept, ±${metres} m`,
    none: 'Without a place',
  },
  unsaved:
    'Not saved yet: the phone’s storage failed or is full. Do not close the app, and free some room. At the end of the interview the answers can be saved to a file.',
  summary: {
    title: 'Summary',
    open: 'Not answered',
    openText: 'You may complete them now. What stays empty is kept as not answered.',
    complete: 'Every question was answered.',
    notAnswered: 'Not answered',
    nothing: 'There is no answer yet, so nothing can be saved.',
    finish: 'Finish and save',
    drop: 'Remove draft',
    dropTitle: 'Remove this draft?',
    dropText: 'Its answers are lost and cannot be brought back.',
    dropYes: 'Remove',
    dropNo: 'Keep it',
    dropFailed:
      'The draft was not removed: the phone’s storage failed or is full. Try again, or go on with the interview.',
    change: (question) => `Change: ${question}`,
  },
  saving: {
    now: 'Saving…',
    slow: 'Saving takes longer than usual. The answers are still on this screen, please wait.',
    failed: 'Not saved yet',
    kept: 'The phone’s storage failed. The answers are still on this screen: do not close the app. Free some room and try again, or save them to a file.',
    retry: 'Save again',
    toFile: 'Save to a file',
    fileSaved: 'The file was made. Send it to the administrator.',
    fileFailed: 'The file could not be made.',
  },
  saved: {
    title: 'Saved',
    text: (n) =>
      `Interview number ${n} is saved on this phone and goes by itself when there is signal.`,
    next: 'Next interview',
    home: 'To the home screen',
  },
  seen: {
    title: (n) => `Interview number ${n}`,
    correct: 'Correct',
    correctable: 'Not sent yet: it can be corrected. What stood there before is kept.',
    waiting: 'It is in a request or a file already: it can only be seen.',
    sent: 'Sent: it can only be seen.',
    refused: 'The server cannot take this interview. It stays here. Tell the administrator.',
    saveCorrection: 'Save the correction',
    corrected: 'The correction is saved.',
    tooLate: 'It was sent already and cannot be corrected. Nothing of it has changed.',
    discardTitle: 'Leave the correction?',
    discardText: 'Changes not saved are lost. What stood there stays.',
    discardYes: 'Leave',
    discardNo: 'Go on correcting',
  },
  lost: {
    title: 'The questionnaire of this draft is gone',
    text: 'This draft was made with an earlier questionnaire that is no longer on this phone. Its answers are still here and can be saved as they are.',
    finish: 'Save as it is',
  },
}

export type InterviewWords = typeof id

export const INTERVIEW_WORDS: Words<InterviewWords> = { id, en }
