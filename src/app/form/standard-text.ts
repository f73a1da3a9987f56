// The published standard in words: what stands beside a question and on the first screen.
import type { StandardComponent } from '../../core/instrument.ts'
import type { Service } from '../../core/wire.ts'
import type { KioskWords, Refusal } from '../../i18n/kiosk.ts'
import { formatRupiah, type Language } from '../../i18n/language.ts'

const SHOWN_COMPONENTS = ['biaya', 'waktu', 'persyaratan', 'produk'] as const
const LONG_CHARACTERS = 44

/**
 * What is promised for one component; `null` where nothing was published.
 * A free service says so also in figures, or by which law, beside the question (`spelled`), where a resident may be shown a bill.
 */
export function standardText(
  { standard, freeByLaw }: Service,
  component: StandardComponent,
  { words, language, spelled }: { words: KioskWords; language: Language; spelled: boolean },
): string | null {
  if (component !== 'biaya') return standard[component] || null
  if (freeByLaw) return spelled ? words.standard.freeBy(freeByLaw) : words.standard.free
  if (standard.biaya === undefined) return null
  if (standard.biaya === null) return words.standard.localTariff
  if (standard.biaya === 0) return spelled ? words.standard.freeRupiah : words.standard.free
  return formatRupiah(standard.biaya, language)
}

interface Shown {
  component: (typeof SHOWN_COMPONENTS)[number]
  text: string
  long: boolean
}

/** What the first and the last screen show of a standard, in their order. Long requirements take the room of the product. */
export function shownStandard(service: Service, words: KioskWords, language: Language): Shown[] {
  const shown = SHOWN_COMPONENTS.flatMap((component): Shown[] => {
    const text = standardText(service, component, { words, language, spelled: false })
    return text ? [{ component, text, long: isLong(text) }] : []
  })
  return shown.some(({ long }) => long)
    ? shown.filter(({ component }) => component !== 'produk')
    : shown
}

/** Too long for large letters or half a card: several lines, or one that would become them. */
export function isLong(text: string): boolean {
  return text.length > LONG_CHARACTERS || text.includes('\n')
}

/** `Gratis · 1 hari kerja`: the two that people are cheated on. */
export function promiseOf(service: Service, words: KioskWords, language: Language): string {
  const part = (component: 'biaya' | 'waktu') =>
    standardText(service, component, { words, language, spelled: false })
  return [part('biaya'), part('waktu')].filter(Boolean).join(' · ')
}

const WHOLE_STANDARD = ['persyaratan', 'prosedur', 'waktu'] as const

/**
 * What a resident may refuse by what is published: anything else, where requirements, procedure, time and cost are;
 * a higher cost, where only that is; nothing (`null`) where the amount is not said.
 */
export function refusalOf({ standard, freeByLaw }: Service): Refusal | null {
  if (!freeByLaw && typeof standard.biaya !== 'number') return null
  return WHOLE_STANDARD.every((component) => standard[component]) ? 'all' : 'cost'
}

/** The complaint channel that these services have in common; `null` = none, or one that is not everybody's. */
export function ownChannelOf(services: readonly Service[]): string | null {
  const [first, ...others] = services.map(({ standard }) => standard.pengaduan?.trim() || null)
  return first && others.every((other) => other === first) ? first : null
}

/** `KTP-el` of `Kartu Tanda Penduduk (KTP-el)`: the name that people say, where the long one gives it. */
export function shortNameOf(serviceName: string): string {
  return /\(([^()]{2,20})\)\s*$/.exec(serviceName)?.[1] ?? serviceName
}

/** `Waktu penyelesaian` of `Waktu Penyelesaian`; what is all capitals stays. */
export function sentenceCase(title: string): string {
  return title.replace(
    /(^|[^\p{L}])(\p{Lu})(?=\p{Ll})/gu,
    (match, before: string, letter: string, at: number) =>
      at === 0 && before === '' ? match : before + letter.toLowerCase(),
  )
}
