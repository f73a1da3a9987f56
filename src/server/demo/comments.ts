// What simulated respondents write; none of it was written by a person.

export const PRAISE = [
  'Petugasnya ramah dan sabar menjelaskan.',
  'Cepat dan tidak dipungut biaya. Terima kasih.',
  'Sudah lebih baik dari tahun lalu.',
  'Ruang tunggu bersih dan sejuk.',
  'Antreannya sekarang lebih teratur.',
  'Pertahankan pelayanannya.',
] as const

export const REMARKS = [
  'Mohon kursi di ruang tunggu ditambah.',
  'Sebaiknya nomor antrean ditampilkan di layar.',
  'Jaringan sering putus sehingga harus kembali besok.',
  'Tolong papan persyaratan dipasang di depan.',
  'Parkirnya sempit kalau hari pasar.',
  'Semoga bisa diurus lewat kecamatan saja, jaraknya jauh.',
] as const

export const COMPLAINTS = [
  'Menunggu terlalu lama, dari pagi sampai siang.',
  'Loket tutup sebelum jam istirahat.',
  'Tidak tahu harus mengadu ke mana.',
  'Diminta fotokopi berulang kali.',
  'Petugas sibuk dengan telepon.',
  'Toiletnya rusak dan belum diperbaiki.',
] as const
