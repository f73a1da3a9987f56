// "Are you sure?": the safe choice has the focus.
import type { ComponentChildren, JSX } from 'preact'
import { Button } from './button.tsx'
import { Modal } from './modal.tsx'

export interface ConfirmProps {
  title: string
  children?: ComponentChildren
  yes: string
  no: string
  busy?: boolean
  onYes: () => void
  onNo: () => void
}

export function Confirm(props: ConfirmProps): JSX.Element {
  return (
    <Modal title={props.title} onClose={props.onNo}>
      {props.children}
      <div class="modal-actions">
        <Button autoFocus onClick={props.onNo}>
          {props.no}
        </Button>
        <Button look="main" disabled={props.busy ?? false} onClick={props.onYes}>
          {props.yes}
        </Button>
      </div>
    </Modal>
  )
}
