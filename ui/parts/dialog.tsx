import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useChange } from '../change.ts';
import { useSession } from '../session.ts';
import { FailureNote } from './basics.tsx';
import { Button, Form } from './controls.tsx';

/** A question in front of the page. The browser keeps the focus in it and gives it back. */
export function Dialog({
  title,
  onClose,
  children,
  locked = false,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** While something is under way, it stays open. */
  readonly locked?: boolean;
}) {
  const { words } = useSession();
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = box.current;
    const root = dialog?.getRootNode();
    const before = root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
    dialog?.showModal();
    return () => {
      if (dialog?.open) dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!locked) onClose();
      }}
    >
      <header class="dialog-head">
        <h2 id={id}>{title}</h2>
        <Button
          icon="close"
          kind="bare"
          aria-label={words.close}
          disabled={locked}
          onClick={onClose}
        ></Button>
      </header>
      {children}
    </dialog>
  );
}

interface DialogFormProps {
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly submit: string;
  readonly leave?: string | undefined;
  readonly busy: boolean;
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** A form in a dialog: Enter sends it, the second button leaves it. */
export function DialogForm({
  onSubmit,
  onClose,
  submit,
  leave,
  busy,
  danger,
  disabled = false,
  children,
}: DialogFormProps) {
  const { words } = useSession();
  return (
    <Form
      class="form"
      onSubmit={() => {
        if (!busy && !disabled) onSubmit();
      }}
    >
      {children}
      <div class="row end">
        <Button onClick={onClose} disabled={busy}>
          {leave ?? words.cancel}
        </Button>
        <Button type="submit" kind={danger ? 'danger' : 'primary'} disabled={busy || disabled}>
          {busy ? words.loading : submit}
        </Button>
      </div>
    </Form>
  );
}

/** A dialog that changes one thing: it closes when that worked, and tells in itself when it did not. */
export function ChangeDialog({
  title,
  work,
  said,
  children,
  ...form
}: Omit<DialogFormProps, 'onSubmit' | 'busy'> & {
  readonly title: string;
  readonly work: () => Promise<unknown>;
  /** What the reader is told once it worked. */
  readonly said?: string;
}) {
  const change = useChange();
  const run = async (): Promise<void> => {
    await work();
    form.onClose();
  };
  return (
    <Dialog title={title} onClose={form.onClose} locked={change.busy}>
      <DialogForm {...form} busy={change.busy} onSubmit={() => change.run(run, said)}>
        {children}
        <FailureNote of={change} />
      </DialogForm>
    </Dialog>
  );
}
