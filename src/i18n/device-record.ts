// Words of what is known of one device: the numbers of its answers, what its browser keeps, and its log.
import type { Words } from './language.ts'

const id = {
  drafts: 'Wawancara belum selesai',
  carried: 'Berkas titipan belum diantar',
  eviction: 'Penghapusan oleh peramban',
  evictsIn: (days: number) =>
    days === 1
      ? 'Safari menghapus data dalam sehari bila aplikasi tidak dibuka'
      : `Safari menghapus data dalam ${days} hari bila aplikasi tidak dibuka`,
  evicted:
    'Safari mungkin sudah menghapus data, bila aplikasi tidak dibuka sejak terakhir terhubung',

  numbers: {
    title: 'Nomor jawaban',
    lead: 'Setiap jawaban diberi nomor urut oleh perangkat, supaya yang belum tiba ketahuan.',
    none: 'Perangkat ini belum memberi nomor kepada jawaban apa pun.',
    wiped:
      'Penyimpanan perangkat ini pernah dikosongkan: setiap kali nomornya mulai lagi dari 1. Yang belum tiba dari penyimpanan lama mungkin hilang, atau ada dalam berkas cadangan.',
    storage: (nth: number) => `Penyimpanan ke-${nth}`,
    storageNow: (nth: number) => `Penyimpanan ke-${nth}, dipakai sekarang`,
    come: 'tiba',
    noneCome: 'Belum ada yang tiba.',
    more: 'dan seterusnya',
    notCome: (day: string) => `belum tiba sejak ${day}`,
    waiting: (count: string) => `${count} lagi menunggu di perangkat, menurut laporan terakhir.`,
    between: (first: string, last: string) => `Tiba antara ${first} dan ${last}.`,
    failed: 'Nomor dan catatan belum dapat diambil.',
    loading: 'Nomor dan catatan sedang diambil…',
    retry: 'Coba lagi',
  },

  log: {
    title: 'Catatan perangkat',
    lead: 'Yang dicatat perangkat tentang dirinya sendiri, menurut jamnya; tidak pernah isi jawaban.',
    none: 'Belum ada catatan dari perangkat ini.',
    at: 'Waktu',
    what: 'Kejadian',
    detail: 'Keterangan',
    noDetail: '–',
    all: (count: string) => `Tampilkan semua ${count} catatan`,
    save: 'Simpan sebagai berkas',
  },
}

export type DeviceRecordWords = typeof id

const en: DeviceRecordWords = {
  drafts: 'Unfinished interviews',
  carried: 'Carried files not delivered',
  eviction: 'Removal by the browser',
  evictsIn: (days) =>
    days === 1
      ? 'Safari removes the data within a day unless the app is opened'
      : `Safari removes the data in ${days} days unless the app is opened`,
  evicted: 'Safari may have removed the data, if the app was not opened since the last contact',

  numbers: {
    title: 'Numbers of the answers',
    lead: 'The device numbers every answer, so that one that has not come is noticed.',
    none: 'This device has not numbered an answer yet.',
    wiped:
      'The storage of this device was emptied: each time its numbers begin with 1 again. What has not come from an older storage may be lost, or lie in a backup file.',
    storage: (nth) => `Storage ${nth}`,
    storageNow: (nth) => `Storage ${nth}, used now`,
    come: 'have come',
    noneCome: 'None has come yet.',
    more: 'and so on',
    notCome: (day) => `not come since ${day}`,
    waiting: (count) => `${count} more wait on the device, by its last report.`,
    between: (first, last) => `Came between ${first} and ${last}.`,
    failed: 'Numbers and log could not be read.',
    loading: 'Reading numbers and log…',
    retry: 'Try again',
  },

  log: {
    title: 'Log of the device',
    lead: 'What the device noted of itself, by its own clock; never an answer.',
    none: 'There is no log of this device yet.',
    at: 'Time',
    what: 'What happened',
    detail: 'Detail',
    noDetail: '–',
    all: (count) => `Show all ${count} entries`,
    save: 'Save as a file',
  },
}

export const DEVICE_RECORD_WORDS: Words<DeviceRecordWords> = { id, en }
