import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '../icons.tsx';

type OfButton = 'type' | 'disabled' | 'onClick' | 'aria-label' | 'aria-pressed';

interface ButtonProps extends Pick<JSX.IntrinsicElements['button'], OfButton> {
  readonly kind?: 'primary' | 'danger' | 'danger-text' | 'small' | 'bare';
  readonly icon?: IconName;
  readonly children?: ComponentChildren;
}

/** A button with a word, a picture or both; it sends no form unless `type` says so. */
export function Button({ kind, icon, children, ...attributes }: ButtonProps) {
  return (
    <button type="button" {...attributes} class={`button ${kind ?? ''}`}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A form that the page itself answers. */
export function Form({
  class: name,
  onSubmit,
  children,
}: {
  readonly class: string;
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
}) {
  return (
    <form
      class={name}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
