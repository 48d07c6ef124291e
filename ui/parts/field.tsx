import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly type?: 'text' | 'email' | 'search' | 'number' | 'password' | 'datetime-local' | 'time';
  readonly inputMode?: 'decimal' | 'numeric' | 'text';
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly multiline?: boolean;
  readonly placeholder?: string;
  readonly step?: number;
}

export function Field({ label, value, onInput, hint, error, multiline = false, ...input }: FieldProps) {
  const id = useId();
  const help = error ?? hint;
  const attributes: Readonly<Record<string, string | number | boolean>> = {
    autoComplete: 'off',
    spellcheck: false,
    ...input,
  };
  const shared = {
    id,
    value,
    'aria-describedby': help === undefined ? undefined : `${id}-help`,
    'aria-invalid': error === undefined ? undefined : true,
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {multiline ? (
        <textarea {...shared} rows={3} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input {...shared} {...attributes} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {help === undefined ? null : (
        <p id={`${id}-help`} class={error === undefined ? 'muted' : 'bad'}>
          {help}
        </p>
      )}
    </div>
  );
}

export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  hidden = false,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: ReadonlyArray<readonly [Value, string]>;
  readonly onChange: (value: Value) => void;
  /** Whether only screen readers are told the label. */
  readonly hidden?: boolean;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={hidden ? 'unseen' : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([name]) => name === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Check({
  label,
  checked,
  onChange,
  hint,
}: {
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: string;
}) {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        {hint === undefined ? null : (
          <p id={`${id}-help`} class="muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** A button that opens a choice of files. */
export function FileButton({
  label,
  accept,
  onFile,
}: {
  readonly label: ComponentChildren;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}) {
  const id = useId();
  return (
    <span class="file-button">
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <label for={id} class="button">
        {label}
      </label>
    </span>
  );
}
