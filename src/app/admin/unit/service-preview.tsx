// How the standard stands beside the questions on the kiosk, as it is typed.
import type { JSX } from 'preact'
import { elementsInOrder, wordsAsked } from '../../../core/instrument.ts'
import type { Catalogue, Service } from '../../../core/wire.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { KIOSK_WORDS } from '../../../i18n/kiosk.ts'
import { sentenceCase, standardText } from '../../form/standard-text.ts'
import { language } from '../../state.ts'
import { standardOf } from '../../ui/standard-draft.ts'
import { instrumentNow } from './instrument-now.ts'
import { isByLaw, type ServiceDraft } from './service-draft.ts'

interface ServicePreviewProps {
  catalogue: Catalogue
  draft: ServiceDraft
}

export function ServicePreview({ catalogue, draft }: ServicePreviewProps): JSX.Element | null {
  const w = ADMIN_WORDS[language.value].service
  const instrument = instrumentNow(catalogue)
  if (!instrument) return null
  const words = KIOSK_WORDS[language.value]
  const freeByLaw = isByLaw(draft) ? draft.law.trim() : ''
  const service: Service = {
    id: '',
    name: draft.name,
    standard: standardOf(draft.standard),
    ...(freeByLaw ? { freeByLaw } : {}),
  }
  const order = instrument.printedOrder ?? catalogue.regency.printedOrder
  const elements = elementsInOrder(instrument, order)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is longer than the window it scrolls, by keyboard too
    <aside class="admin-card service-preview" aria-label={w.previewTitle} tabIndex={0}>
      <h2>{w.previewTitle}</h2>
      <p class="admin-note">{w.previewText}</p>
      <ol>
        {elements.map((element) => {
          if (!element.standard) return null
          const asked = wordsAsked(instrument, element, isByLaw(draft))
          const { name, question } = language.value === 'en' ? asked.en : asked
          const promise = standardText(service, element.standard, {
            words,
            language: language.value,
            spelled: true,
          })
          return (
            <li key={element.key} value={element.number[order]}>
              <p class="preview-name">{sentenceCase(name)}</p>
              <p class="preview-question">{question}</p>
              {promise === null ? (
                <p class="admin-note">{w.noPromise}</p>
              ) : (
                <p class="preview-promise">
                  <span>{w.promise}</span> <strong>{promise}</strong>
                </p>
              )}
            </li>
          )
        })}
      </ol>
    </aside>
  )
}
