// An assignment as a planner describes it: new ones for several villages and people at once, or one that is there.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../../../core/problem.ts'
import { servicesAt } from '../../../core/unit-tree.ts'
import type { Catalogue } from '../../../core/wire.ts'
import type { DeviceRecord } from '../../../core/wire-admin.ts'
import type {
  AssignmentChange,
  AssignmentRecord,
  AssignmentsReply,
} from '../../../core/wire-field.ts'
import type { Reply } from '../../../device/api.ts'
import { addAssignments, changeAssignment } from '../../../device/field-api.ts'
import { ADMIN_FIELD_WORDS } from '../../../i18n/admin-field.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField, SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { Modal } from '../../ui/modal.tsx'
import { useActingForm } from '../acting-form.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { nameOf } from '../perangkat/device-words.ts'
import { ServiceChoice } from '../perangkat/service-choice.tsx'
import { unitOptions } from '../unit-options.ts'
import { assignmentsOf, type Plan, villagesOf } from './plan.ts'
import { QuotaFields } from './quota-fields.tsx'
import { TargetField } from './target-field.tsx'
import './assignment-form.css'

export interface AssignmentFormProps {
  /** `null` = new ones. */
  assignment: AssignmentRecord | null
  people: readonly DeviceRecord[]
  catalogue: Catalogue
  onClose: () => void
  /** Closes, and shows what is there now. */
  onRenew: () => void
  onChanged: (reply: AssignmentsReply, said: string) => void
}

/** The server takes no more at once. */
const MOST = 200
const PATHS = ['village', 'device', 'unit', 'services', 'target', 'from', 'to'] as const
type Path = (typeof PATHS)[number]

export function AssignmentForm(props: AssignmentFormProps): JSX.Element {
  const { assignment, catalogue, onClose } = props
  const w = ADMIN_FIELD_WORDS[language.value].assignments
  const [plan, setPlan] = useState(() => planOf(assignment))
  const made = assignmentsOf(plan)
  const offered = servicesAt(catalogue.units, plan.unit).filter(({ archived }) => !archived)
  const put = (change: Partial<Plan>) => setPlan({ ...plan, ...change })
  const { acting, problemAt, form } = useActingForm({
    faults: () => faultsIn(plan, made),
    send(run) {
      const [first] = made
      if (!assignment || !first)
        return run(
          async () => forOneForm(await addAssignments(made)),
          (reply) => props.onChanged(reply, w.done.added(String(made.length))),
        )
      return run(
        () => changeAssignment(assignment.id, { ...first, was: changeOf(assignment) }),
        (reply) => props.onChanged(reply, w.done.changed(first.village)),
      )
    },
  })
  return (
    <Modal
      title={assignment ? w.form.editTitle(assignment.village) : w.form.newTitle}
      onClose={onClose}
      wide
    >
      <form {...form}>
        <SelectField
          label={w.form.unit}
          value={plan.unit}
          problem={problemAt('unit')}
          options={[
            { value: '', text: w.form.unitChoose },
            ...unitOptions(catalogue.units, plan.unit || null),
          ]}
          // The services of one unit are not those of another.
          onChange={(unit) => put({ unit, services: null })}
        />
        {plan.unit !== '' && (
          <ServiceChoice
            offered={offered}
            chosen={plan.services}
            problem={problemAt('services') && w.form.servicesMissing}
            onChange={(services) => put({ services })}
          />
        )}
        <Where {...props} plan={plan} problemAt={problemAt} put={put} />
        <div class="assignment-pair">
          {(['from', 'to'] as const).map((key) => (
            <TextField
              key={key}
              type="date"
              label={w.form[key]}
              value={plan[key]}
              problem={
                key === 'to' && plan.to !== '' && plan.to < plan.from
                  ? w.form.backwards
                  : problemAt(key)
              }
              onInput={(day) => put({ [key]: day })}
            />
          ))}
        </div>
        <TargetField
          label={assignment ? w.form.target : w.form.targetInAll}
          plan={plan}
          services={offered.filter(({ id }) => plan.services?.includes(id) ?? true)}
          periods={catalogue.periods}
          problem={problemAt('target')}
          onTarget={(target) => put({ target })}
        />
        <QuotaFields quotas={plan.quotas} onQuotas={(quotas) => put({ quotas })} />
        <CheckField
          label={w.form.place}
          hint={w.form.placeHint}
          checked={plan.place}
          onChange={(place) => put({ place })}
        />
        {made.length > 1 && <p class="admin-note">{sharedText(made)}</p>}
        <FailureNotice
          failure={acting.failure}
          fields={PATHS}
          onRenew={assignment ? props.onRenew : undefined}
        />
        <div class="modal-actions">
          <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
            {assignment ? w.form.save : w.form.create}
          </Button>
          <Button onClick={onClose}>{FRAME_WORDS[language.value].cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}

/** Village and person: several of a new plan, one of an assignment. */
function Where(
  props: AssignmentFormProps & {
    plan: Plan
    problemAt: (path: string) => string | null
    put: (change: Partial<Plan>) => void
  },
): JSX.Element {
  const { assignment, plan, problemAt, put } = props
  const { form: w } = ADMIN_FIELD_WORDS[language.value].assignments
  const people = props.people.filter(
    ({ id, revokedAt }) => revokedAt === null || id === assignment?.device,
  )
  if (assignment)
    return (
      <div class="assignment-pair">
        <TextField
          label={w.village}
          value={plan.villages}
          problem={problemAt('village')}
          onInput={(villages) => put({ villages })}
        />
        <SelectField
          label={w.person}
          value={plan.devices[0] ?? ''}
          problem={problemAt('device')}
          options={people.map((person) => ({ value: person.id, text: nameOf(person) }))}
          onChange={(device) => put({ devices: [device] })}
        />
      </div>
    )
  return (
    <>
      <TextAreaField
        label={w.villages}
        hint={w.villagesHint}
        rows={3}
        value={plan.villages}
        problem={problemAt('village')}
        onInput={(villages) => put({ villages })}
      />
      <fieldset class="assignment-people">
        <legend>{w.people}</legend>
        {people.map((person, i) => (
          <CheckField
            key={person.id}
            label={nameOf(person)}
            problem={i === 0 && problemAt('device') ? w.peopleMissing : null}
            checked={plan.devices.includes(person.id)}
            onChange={(on) =>
              put({
                devices: on
                  ? [...plan.devices, person.id]
                  : plan.devices.filter((id) => id !== person.id),
              })
            }
          />
        ))}
      </fieldset>
    </>
  )
}

function sharedText(made: readonly AssignmentChange[]): string {
  const { form: w } = ADMIN_FIELD_WORDS[language.value].assignments
  if (made.length > MOST) return w.tooMany
  const figure = (n: number) => formatNumber(n, language.value)
  const targets = made.map(({ target }) => target)
  return w.shared(figure(made.length), figure(Math.min(...targets)), figure(Math.max(...targets)))
}

/** Of a list the server says which one: the form has one field for all of them. */
function forOneForm<T>(reply: Reply<T>): Reply<T> {
  if (reply.ok) return reply
  const problems = reply.problems.map(({ path, ...problem }) => ({
    ...problem,
    ...(path === undefined ? {} : { path: path.replace(/^assignments\.\d+\./, '') }),
  }))
  return { ...reply, problems }
}

function planOf(assignment: AssignmentRecord | null): Plan {
  if (!assignment)
    return {
      villages: '',
      devices: [],
      unit: '',
      services: null,
      target: null,
      quotas: {},
      from: '',
      to: '',
      place: false,
    }
  const { village, device, ...same } = changeOf(assignment)
  return { ...same, villages: village, devices: [device] }
}

function changeOf(assignment: AssignmentRecord): AssignmentChange {
  const { village, unit, services, device, target, quotas, from, to, place } = assignment
  return { village, unit, services, device, target, quotas, from, to, place }
}

function faultsIn(plan: Plan, made: readonly AssignmentChange[]): Problem[] {
  const wrong: Record<Path, boolean> = {
    village: villagesOf(plan).length === 0,
    device: plan.devices.length === 0,
    unit: plan.unit === '',
    services: plan.services?.length === 0,
    // Each of them needs one interview at least.
    target: (plan.target ?? 0) < Math.max(1, made.length),
    from: plan.from === '',
    to: plan.to === '' || plan.to < plan.from,
  }
  const faults = PATHS.filter((path) => wrong[path])
  if (faults.length === 0 && made.length > MOST)
    return [{ code: 'field.range', path: 'village', detail: `${MOST}` }]
  return faults.map((path) => ({ code: 'field.missing', path }))
}
