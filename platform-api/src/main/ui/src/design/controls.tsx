import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';

interface FieldProps {
  label: ReactNode;
  unit?: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Path in the document, so that an error in the list can lead here. */
  path?: string;
  /** Takes the room of two fields. */
  double?: boolean;
  children: (ids: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode;
}

/** A label, a control, and below it the API's message when something is wrong with it. */
export function Field({ label, unit, hint, error, path, double, children }: FieldProps) {
  const id = useId();
  const described = error || hint ? `${id}-more` : undefined;
  return (
    <div className={`field${error ? ' invalid' : ''}${double ? ' double' : ''}`} data-path={path}>
      <label htmlFor={id}>
        {label}
        {unit && <span className="unit"> {unit}</span>}
      </label>
      {children({ id, describedBy: described, invalid: Boolean(error) })}
      {(error || hint) && (
        <p className={error ? 'field-error' : 'field-hint'} id={described}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

interface NumberInputProps {
  value: unknown;
  /** A number; null when emptied; the text itself when it is no number, for the API to judge. */
  onChange: (value: number | null | string) => void;
  step?: number;
  id?: string | undefined;
  label?: string | undefined;
  placeholder?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean;
}

function written(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

/** Text that is a number: typing is never in the way, arrows step. */
export function NumberInput(props: NumberInputProps) {
  const { value, onChange, step = 1, id, label, placeholder, describedBy, invalid } = props;
  const [text, setText] = useState(written(value));

  useEffect(() => {
    setText((old) => (old.trim() !== '' && Number(old) === value ? old : written(value)));
  }, [value]);

  const commit = (next: string) => {
    setText(next);
    const trimmed = next.trim();
    if (trimmed === '') {
      onChange(null);
    } else {
      const number = Number(trimmed);
      onChange(Number.isFinite(number) ? number : trimmed);
    }
  };

  const keys = (event: KeyboardEvent) => {
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const now = Number(text);
    if (way !== 0 && text.trim() !== '' && Number.isFinite(now)) {
      event.preventDefault();
      const size = step * (event.shiftKey ? 10 : 1);
      commit(String(Number((now + way * size).toPrecision(12))));
    }
  };

  return (
    <input
      id={id}
      className="input number"
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      placeholder={placeholder}
      value={text}
      onChange={(event) => commit(event.target.value)}
      onKeyDown={keys}
    />
  );
}

interface SelectProps {
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string; group?: string | undefined }[];
  id?: string | undefined;
  label?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean;
  className?: string;
}

export function Select(props: SelectProps) {
  const { value, onChange, options, id, label, describedBy, invalid, className } = props;
  const groups = [...new Set(options.map((o) => o.group ?? ''))];
  const known = options.some((o) => o.value === value);
  return (
    <select
      id={id}
      className={`input select${className ? ` ${className}` : ''}`}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {!known && <option value={value}>{value || 'choose'}</option>}
      {groups.map((group) => {
        const items = options
          .filter((o) => (o.group ?? '') === group)
          .map((o) => (
            <option key={o.value} value={o.value}>
              {o.label}
            </option>
          ));
        return group ? (
          <optgroup key={group} label={group}>
            {items}
          </optgroup>
        ) : (
          items
        );
      })}
    </select>
  );
}

interface SegmentedProps<V extends string> {
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string }[];
  label: string;
}

/** A few choices side by side; a radio group to the keyboard. */
export function Segmented<V extends string>({ value, onChange, options, label }: SegmentedProps<V>) {
  const move = (event: KeyboardEvent) => {
    const way =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    if (way === 0) {
      return;
    }
    event.preventDefault();
    const at = options.findIndex((o) => o.value === value);
    const next = options[(at + way + options.length) % options.length];
    if (next) {
      onChange(next.value);
      const group = event.currentTarget;
      requestAnimationFrame(() =>
        group.querySelector<HTMLButtonElement>('[aria-checked="true"]')?.focus(),
      );
    }
  };
  return (
    <div className="segmented" role="radiogroup" aria-label={label} onKeyDown={move}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

export function Check({ checked, onChange, children }: SwitchProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(e) => onChange(e.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
