// One service: its name, its standard, how many use it, and what residents see of it.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../../../core/problem.ts'
import type { Catalogue, Service, Unit } from '../../../core/wire.ts'
import type { UnitsReply } from '../../../core/wire-admin.ts'
import { fetchCatalogue } from '../../../device/session-api.ts'
import { saveService } from '../../../device/setup-api.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { fieldText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { STANDARD_TEXTS } from '../../ui/standard-draft.ts'
import { StandardFields } from '../../ui/standard-fields.tsx'
import type { Acting } from '../acting.ts'
import { useActingForm } from '../acting-form.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { go, settle } from '../route.ts'
import { SectionHead } from '../section-head.tsx'
import { useUnsaved } from '../unsaved.ts'
import { ArchiveButtons } from './archive-buttons.tsx'
import { serviceHref, unitHref } from './places.ts'
import { changeOf, missingIn, type ServiceDraft, serviceDraftOf, wasOf } from './service-draft.ts'
import { ServicePreview } from './service-preview.tsx'
import { UserFields } from './user-fields.tsx'
import './service-page.css'

const PATHS = ['name', 'freeByLaw', ...[...STANDARD_TEXTS, 'biaya'].map((key) => `standard.${key}`)]

interface ServicePageProps {
  catalogue: Catalogue
  unit: Unit
  /** `null` = a new one. */
  service: Service | null
  /** What is on the screen was saved a moment ago. */
  saved: boolean
  onSaved: (reply: UnitsReply) => void
  onUnits: (reply: UnitsReply) => void
  /** What is there now, in the place of what is on the screen. */
  onRenew: (catalogue: Catalogue) => void
}

export function ServicePage(props: ServicePageProps): JSX.Element {
  const { catalogue, unit, service } = props
  const w = ADMIN_WORDS[language.value].service
  const [before, setBefore] = useState(() => serviceDraftOf(service))
  const [draft, setDraft] = useState(before)
  const [opened, setOpened] = useState(service)
  const dirty = JSON.stringify(draft) !== JSON.stringify(before)
  useUnsaved(dirty)

  const { acting, problems, form } = useActingForm({
    faults: () => missingIn(draft),
    send: (run) =>
      run(
        () =>
          saveService(
            { unit: unit.id, service: service?.id ?? null },
            { ...changeOf(draft), ...(opened ? { was: wasOf(opened) } : {}) },
          ),
        (reply) => {
          setBefore(draft)
          setOpened(serviceIn(reply, { unit: unit.id, service: reply.id }))
          props.onSaved(reply)
          if (service === null && reply.id !== null) settle(serviceHref(unit.id, reply.id))
        },
      ),
  })
  return (
    <>
      <div class="service-back">
        <Button look="quiet" onClick={() => go(unitHref(unit.id))}>
          ‹ {unit.short}
        </Button>
      </div>
      <SectionHead title={service?.name ?? w.newTitle} />
      <div class="service-page">
        <form {...form}>
          <ServiceFields
            catalogue={catalogue}
            draft={draft}
            problems={problems}
            onChange={setDraft}
          />
          <SaveBar
            dirty={dirty}
            saved={props.saved}
            acting={acting}
            fields={fieldsOf(catalogue)}
            onRenew={() => void acting.run(fetchCatalogue, props.onRenew)}
          />
        </form>
        <ServicePreview catalogue={catalogue} draft={draft} />
      </div>
      {service && <ServiceEnd {...props} service={service} acting={acting} />}
    </>
  )
}

function ServiceFields(props: {
  catalogue: Catalogue
  draft: ServiceDraft
  problems: readonly Problem[]
  onChange: (draft: ServiceDraft) => void
}): JSX.Element {
  const { catalogue, draft, problems, onChange } = props
  const w = ADMIN_WORDS[language.value].service
  const said = (path: string) => fieldText(problems, path, language.value)
  return (
    <>
      <section class="admin-card admin-form">
        <TextField
          label={w.name}
          hint={w.nameHint}
          value={draft.name}
          problem={said('name')}
          onInput={(name) => onChange({ ...draft, name })}
        />
      </section>
      <section class="admin-card admin-form">
        <div>
          <h2>{w.standard}</h2>
          <p class="admin-note">{w.standardText}</p>
        </div>
        <StandardFields
          draft={draft.standard}
          language={language.value}
          problemOf={(component) => said(`standard.${component}`)}
          onChange={(standard) => onChange({ ...draft, standard })}
        />
        {draft.standard.tariff === 'free' && (
          <CheckField
            label={w.freeByLaw}
            hint={w.freeByLawHint}
            checked={draft.byLaw}
            onChange={(byLaw) => onChange({ ...draft, byLaw })}
          />
        )}
        {draft.standard.tariff === 'free' && draft.byLaw && (
          <TextField
            label={w.law}
            hint={w.lawHint}
            value={draft.law}
            problem={said('freeByLaw')}
            onInput={(law) => onChange({ ...draft, law })}
          />
        )}
      </section>
      <section class="admin-card admin-form">
        <div>
          <h2>{w.users}</h2>
          <p class="admin-note">{w.usersText}</p>
        </div>
        <UserFields
          periods={catalogue.periods}
          users={draft.users}
          problemOf={(period) => said(`users.${period}`)}
          onChange={(users) => onChange({ ...draft, users })}
        />
      </section>
    </>
  )
}

interface SaveBarProps {
  dirty: boolean
  saved: boolean
  acting: Acting
  /** Paths of the fields that say their own problem. */
  fields: readonly string[]
  onRenew: () => void
}

/** Stays in sight at the foot of the window: the form is longer than it. What failed is said here, and takes the focus. */
function SaveBar({ dirty, saved, acting, fields, onRenew }: SaveBarProps): JSX.Element {
  const words = ADMIN_WORDS[language.value]
  const failed = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (acting.failure && failed.current?.textContent) failed.current.focus({ preventScroll: true })
  }, [acting.failure])
  return (
    <div class="service-save">
      <div class="service-failed" ref={failed} tabIndex={-1}>
        <FailureNotice failure={acting.failure} fields={fields} onRenew={onRenew} />
      </div>
      <Button look="main" type="submit" disabled={acting.busy || !dirty} onClick={() => undefined}>
        {acting.busy ? words.saving : words.save}
      </Button>
      {dirty ? (
        <p class="admin-note">{words.unsaved.title}</p>
      ) : (
        <Notice tone="saved">{saved && words.saved}</Notice>
      )}
    </div>
  )
}

function ServiceEnd(props: ServicePageProps & { service: Service; acting: Acting }): JSX.Element {
  const { unit, service, acting, onUnits } = props
  return (
    <div class="admin-actions service-end">
      <ArchiveButtons
        place={{ unit: unit.id, service: service.id }}
        name={service.name}
        archived={service.archived ?? false}
        acting={acting}
        onDone={onUnits}
        onRemoved={(reply) => {
          settle(unitHref(unit.id))
          onUnits(reply)
        }}
      />
    </div>
  )
}

function serviceIn(
  { units }: UnitsReply,
  of: { unit: string; service: string | null },
): Service | null {
  const unit = units.find(({ id }) => id === of.unit)
  return unit?.services.find(({ id }) => id === of.service) ?? null
}

function fieldsOf({ periods }: Catalogue): string[] {
  return [...PATHS, ...periods.map(({ id }) => `users.${id}`)]
}
