import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from '../icons.tsx';
import { useSession } from '../session.ts';

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
        <button
          type="button"
          class="button bare"
          aria-label={words.close}
          disabled={locked}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}

/** A form in a dialog: Enter sends it, the second button leaves it. */
export function DialogForm({
  onSubmit,
  onClose,
  submit,
  leave,
  busy,
  danger = false,
  disabled = false,
  children,
}: {
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly submit: string;
  readonly leave?: string;
  readonly busy: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly children: ComponentChildren;
}) {
  const { words } = useSession();
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !disabled) onSubmit();
      }}
    >
      {children}
      <div class="row end">
        <button type="button" class="button" onClick={onClose} disabled={busy}>
          {leave ?? words.cancel}
        </button>
        <button type="submit" class={`button ${danger ? 'danger' : 'primary'}`} disabled={busy || disabled}>
          {busy ? words.loading : submit}
        </button>
      </div>
    </form>
  );
}
