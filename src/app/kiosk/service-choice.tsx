// Which service a person received, where the kiosk serves several.
import type { ComponentChildren, JSX } from 'preact'
import type { Service } from '../../core/wire.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { promiseOf } from '../form/standard-text.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { QuietScreen } from './quiet-screen.tsx'

export interface ServiceChoiceProps {
  header: ComponentChildren
  services: Service[]
  onChoose: (service: Service) => void
  onBack: () => void
}

export function ServiceChoice(props: ServiceChoiceProps): JSX.Element {
  const words = KIOSK_WORDS[language.value]
  return (
    <QuietScreen
      title={words.service.title}
      header={props.header}
      actions={
        <Button large onClick={props.onBack}>
          <Icon name="back" />
          {words.form.back}
        </Button>
      }
    >
      <div class="service-list">
        {props.services.map((service) => (
          <button
            type="button"
            key={service.id}
            class="service-choice"
            onClick={() => props.onChoose(service)}
          >
            <strong lang="id">{service.name}</strong>
            <span>{promiseOf(service, words, language.value)}</span>
          </button>
        ))}
      </div>
    </QuietScreen>
  )
}
