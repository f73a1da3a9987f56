// Words of a unit, a service and its published standard, where they are set up.
import type { StandardComponent } from '../core/instrument.ts'
import type { UnitKind } from '../core/wire.ts'
import type { Words } from './language.ts'

export interface StandardWords {
  kinds: Record<UnitKind, string>
  components: Record<StandardComponent, { label: string; hint: string }>
  tariff: {
    label: string
    free: string
    freeShort: string
    fixed: string
    local: string
    unset: string
    amount: string
    unreadable: Record<'fraction' | 'unreadable', string>
  }
  timezones: Record<'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura', string>
}

export const STANDARD_WORDS: Words<StandardWords> = {
  id: {
    kinds: { agency: 'Dinas atau badan', unit: 'Unit pelayanan', counter: 'Loket' },
    components: {
      persyaratan: { label: 'Persyaratan', hint: 'Misalnya: Fotokopi KK' },
      prosedur: { label: 'Prosedur', hint: 'Langkah yang dilalui pemohon' },
      waktu: { label: 'Waktu penyelesaian', hint: 'Misalnya: 1 hari kerja' },
      biaya: { label: 'Biaya atau tarif', hint: '' },
      produk: { label: 'Produk layanan', hint: 'Yang diterima pemohon, misalnya: KTP-el' },
      pengaduan: {
        label: 'Saluran pengaduan',
        hint: 'Misalnya: kotak saran di loket, SP4N-LAPOR!, nomor telepon kantor',
      },
    },
    tariff: {
      label: 'Biaya atau tarif',
      free: 'Gratis (Rp 0)',
      freeShort: 'Gratis',
      fixed: 'Ada tarif tetap',
      local: 'Menurut peraturan daerah',
      unset: 'Belum ditetapkan',
      amount: 'Tarif dalam rupiah',
      unreadable: {
        fraction: 'Tulis rupiah bulat tanpa sen, misalnya 75.000.',
        unreadable: 'Tulis satu jumlah dengan angka saja, misalnya 75.000.',
      },
    },
    timezones: {
      'Asia/Jakarta': 'WIB (UTC+7)',
      'Asia/Makassar': 'WITA (UTC+8)',
      'Asia/Jayapura': 'WIT (UTC+9)',
    },
  },
  en: {
    kinds: { agency: 'Agency', unit: 'Service unit', counter: 'Counter' },
    components: {
      persyaratan: { label: 'Requirements', hint: 'As in: copy of the family card' },
      prosedur: { label: 'Procedure', hint: 'The steps that an applicant takes' },
      waktu: { label: 'Time', hint: 'As in: 1 working day' },
      biaya: { label: 'Cost or tariff', hint: '' },
      produk: { label: 'Product', hint: 'What the applicant receives, as in: ID card' },
      pengaduan: {
        label: 'Complaint channel',
        hint: 'As in: box at the counter, SP4N-LAPOR!, telephone of the office',
      },
    },
    tariff: {
      label: 'Cost or tariff',
      free: 'Free (Rp 0)',
      freeShort: 'Free',
      fixed: 'A fixed tariff',
      local: 'By local regulation',
      unset: 'Not set yet',
      amount: 'Tariff in rupiah',
      unreadable: {
        fraction: 'Write whole rupiah without cents, as in 75,000.',
        unreadable: 'Write one amount in digits alone, as in 75,000.',
      },
    },
    timezones: {
      'Asia/Jakarta': 'WIB (UTC+7)',
      'Asia/Makassar': 'WITA (UTC+8)',
      'Asia/Jayapura': 'WIT (UTC+9)',
    },
  },
}
