import { useId, useState } from 'preact/hooks';
import { Icon } from '../icons.tsx';

/** A place to drop a file on, or to choose one by keyboard or mouse. */
export function DropZone({
  label,
  hint,
  onFile,
}: {
  readonly label: string;
  readonly hint: string;
  readonly onFile: (file: File) => void;
}) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  return (
    <div class={`drop ${isOver ? 'over' : ''}`}>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <label
        for={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer?.files ?? [];
          if (file !== undefined) onFile(file);
        }}
      >
        <Icon name="import" />
        <strong>{label}</strong>
        <span class="muted" id={`${id}-hint`}>
          {hint}
        </span>
      </label>
    </div>
  );
}
