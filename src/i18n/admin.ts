// Words of `/kelola`: its frame, units and services, import and export.
import type { Words } from './language.ts'

const id = {
  skip: 'Langsung ke isi',
  navLabel: 'Bagian pengelolaan',
  groups: ['Pelayanan', 'Perangkat dan orang', 'Akun'],
  loading: 'Memuat…',
  nothing: {
    title: 'Tidak ada yang dapat dikelola',
    text: 'Akun ini hanya untuk melihat hasil di dasbor.',
  },
  trouble: {
    offline: {
      title: 'Tanpa sambungan',
      text: 'Server tidak terjangkau, jadi bagian ini belum dapat dimuat. Tidak ada yang hilang.',
    },
    slow: {
      title: 'Server terlalu lama menjawab',
      text: 'Coba lagi sebentar lagi.',
    },
    failed: {
      title: 'Server gagal menjawab',
      text: 'Coba lagi; bila tetap begini, hubungi yang menjalankan server.',
    },
    forbidden: {
      title: 'Akun ini tidak boleh membuka bagian ini',
      text: 'Minta pengelola kabupaten memeriksa peran akun Anda.',
    },
    retry: 'Coba lagi',
  },
  unsaved: {
    title: 'Perubahan belum disimpan',
    text: 'Yang sudah diketik akan hilang bila Anda pergi sekarang.',
    stay: 'Tetap di sini',
    leave: 'Buang perubahan',
  },
}

export type AdminWords = typeof id

export const ADMIN_WORDS: Words<AdminWords> = {
  id,
  en: {
    skip: 'Skip to the content',
    navLabel: 'Parts of the administration',
    groups: ['Services', 'Devices and people', 'Account'],
    loading: 'Loading…',
    nothing: {
      title: 'Nothing to manage',
      text: 'This account is for seeing results on the dashboard only.',
    },
    trouble: {
      offline: {
        title: 'No connection',
        text: 'The server is out of reach, so this part could not be loaded. Nothing is lost.',
      },
      slow: { title: 'The server took too long to answer', text: 'Try again in a moment.' },
      failed: {
        title: 'The server failed to answer',
        text: 'Try again; if it stays so, tell who runs the server.',
      },
      forbidden: {
        title: 'This account may not open this part',
        text: 'Ask the admin of the regency to check the role of your account.',
      },
      retry: 'Try again',
    },
    unsaved: {
      title: 'Changes are not saved',
      text: 'What you typed will be lost if you leave now.',
      stay: 'Stay here',
      leave: 'Discard changes',
    },
  },
}
