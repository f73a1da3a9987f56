// Units, services and their standards: the tree, and beside it the unit that is chosen, or one of its services.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Catalogue } from '../../../core/wire.ts'
import type { UnitsReply } from '../../../core/wire-admin.ts'
import { fetchCatalogue } from '../../../device/session-api.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { useLoaded } from '../loaded.ts'
import { go, hrefOf, route } from '../route.ts'
import { SectionHead } from '../section-head.tsx'
import { Failed, Loading, StateCard } from '../states.tsx'
import { NEW_SERVICE } from './places.ts'
import { RegencyCard } from './regency-card.tsx'
import { RegencyForm } from './regency-form.tsx'
import { ServicePage } from './service-page.tsx'
import { UnitCard } from './unit-card.tsx'
import { UnitDialog } from './unit-dialog.tsx'
import { UnitTree } from './unit-tree.tsx'
import './unit-section.css'

export function Section(): JSX.Element {
  const { loaded, reload, set } = useLoaded(fetchCatalogue)
  const [saved, setSaved] = useState<string | null>(null)
  const [renewed, setRenewed] = useState(0)
  const title = FRAME_WORDS[language.value].sections.unit
  if (loaded.state !== 'ready') {
    const isFirst =
      loaded.state === 'failed' &&
      loaded.reply.problems.some(({ code }) => code === 'setup.missing')
    if (isFirst) return <FirstRegency onSaved={reload} />
    return (
      <>
        <SectionHead title={title} />
        {loaded.state === 'loading' && <Loading />}
        {loaded.state === 'failed' && <Failed trouble={loaded.trouble} onRetry={reload} />}
      </>
    )
  }
  const catalogue = loaded.value
  const onUnits = ({ units }: UnitsReply) => set({ ...catalogue, units })
  const { unit, service } = chosenIn(catalogue)
  if (unit && service !== undefined)
    return (
      <ServicePage
        key={`${unit.id}/${service?.id ?? ''}/${renewed}`}
        catalogue={catalogue}
        unit={unit}
        service={service}
        saved={saved !== null && saved === service?.id}
        onUnits={onUnits}
        onRenew={(value) => {
          set(value)
          setRenewed(renewed + 1)
        }}
        onSaved={(reply) => {
          setSaved(reply.id)
          onUnits(reply)
        }}
      />
    )
  return (
    <>
      <SectionHead title={title}>
        <AddUnit catalogue={catalogue} onUnits={onUnits} />
      </SectionHead>
      {catalogue.units.length === 0 ? (
        <NoUnits catalogue={catalogue} onUnits={onUnits} onRegency={reload} />
      ) : (
        <Panes catalogue={catalogue} onUnits={onUnits} onRegency={reload} />
      )}
    </>
  )
}

interface PartProps {
  catalogue: Catalogue
  onUnits: (reply: UnitsReply) => void
}

function Panes(props: PartProps & { onRegency: () => void }): JSX.Element {
  const w = ADMIN_WORDS[language.value].unit
  const { catalogue, onUnits } = props
  const id = route.value.query.get('unit')
  const unit = catalogue.units.find((one) => one.id === id)
  return (
    <div class={id === null ? 'unit-panes' : 'unit-panes chosen'}>
      <section class="admin-card tree-pane">
        <UnitTree units={catalogue.units} chosen={id} />
      </section>
      <div class="unit-pane">
        {id !== null && (
          <Button look="quiet" onClick={() => go(hrefOf({ section: 'unit' }))}>
            ‹ {w.all}
          </Button>
        )}
        {unit && (
          <UnitCard
            key={unit.id}
            catalogue={catalogue}
            unit={unit}
            onUnits={onUnits}
            onRenew={props.onRegency}
          />
        )}
        {!unit && id !== null && <StateCard {...w.unknown} alert />}
        {id === null && <RegencyCard catalogue={catalogue} onSaved={props.onRegency} />}
      </div>
    </div>
  )
}

function AddUnit({ catalogue, onUnits }: PartProps): JSX.Element {
  const [adding, setAdding] = useState(false)
  return (
    <>
      <Button look="main" onClick={() => setAdding(true)}>
        {ADMIN_WORDS[language.value].unit.add}
      </Button>
      {adding && (
        <UnitDialog
          units={catalogue.units}
          unit={null}
          below={null}
          onClose={() => setAdding(false)}
          onSaved={(reply) => {
            setAdding(false)
            onUnits(reply)
          }}
        />
      )}
    </>
  )
}

function NoUnits(props: PartProps & { onRegency: () => void }): JSX.Element {
  const w = ADMIN_WORDS[language.value].unit
  return (
    <div class="unit-none">
      <StateCard title={w.emptyTitle} text={w.emptyText}>
        <AddUnit {...props} />
        <Button onClick={() => go(hrefOf({ section: 'impor' }))}>{w.import}</Button>
      </StateCard>
      <RegencyCard catalogue={props.catalogue} onSaved={props.onRegency} />
    </div>
  )
}

function FirstRegency({ onSaved }: { onSaved: () => void }): JSX.Element {
  const w = ADMIN_WORDS[language.value].regency
  return (
    <>
      <SectionHead title={w.setUp} />
      <p class="admin-lead">{w.setUpText}</p>
      <section class="admin-card">
        <RegencyForm regency={null} onSaved={onSaved} />
      </section>
    </>
  )
}

/** @returns `service` is `undefined` where none is asked for, `null` for a new one */
function chosenIn({ units }: Catalogue) {
  const { query } = route.value
  const unit = units.find(({ id }) => id === query.get('unit'))
  const id = query.get('layanan')
  if (!unit || id === null) return { unit, service: undefined }
  if (id === NEW_SERVICE) return { unit, service: null }
  return { unit, service: unit.services.find((one) => one.id === id) }
}
