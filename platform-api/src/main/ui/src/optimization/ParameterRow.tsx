import { useEffect, useId, useState } from 'react';
import { NumberInput, Segmented, Select } from '../design/controls';
import { count } from '../format/number';
import { axisCount, fixedValue, setIn, type AxisDocument } from './document';
import type { Draft } from './draft';
import { useErrorUnder, useFieldError } from './validation';

type Mode = 'fixed' | 'range' | 'list';

interface ParameterRowProps {
  draft: Draft;
  /** Name as an axis: `fast.window`, `stops.stop_loss_pct`. */
  name: string;
  label: string;
  unit?: string;
  /** Where the fixed value is. */
  path: readonly string[];
  step?: number;
  /** Suggested first range when a value becomes an axis. */
  suggest?: (value: number) => { from: number; to: number; step: number };
  placeholder?: string;
  /** Instead of a number: one of these. */
  choices?: readonly { value: string; label: string }[];
}

/** One parameter: a value, a range of values, or a list of values to search. */
export function ParameterRow(props: ParameterRowProps) {
  const { draft, name, label, unit, path, step = 1, suggest, placeholder, choices } = props;
  const { document, setDocument } = draft;
  const id = useId();
  const axis = document.space[name];
  const mode: Mode = axis === undefined ? 'fixed' : Array.isArray(axis) ? 'list' : 'range';
  const value = fixedValue(document, name);
  const valueError = useFieldError(path.join('.'));
  const axisError = useErrorUnder(`space.${name}`);
  const error = axisError ?? valueError;

  const setAxis = (next: AxisDocument | undefined) =>
    setDocument((old) => ({ ...old, space: setIn(old.space, [name], next) }));

  const choose = (next: Mode) => {
    const number = typeof value === 'number' ? value : step;
    if (next === 'fixed') {
      setAxis(undefined);
    } else if (next === 'range') {
      setAxis(suggest ? suggest(number) : defaultRange(number, step));
    } else if (choices) {
      setAxis(choices.map((c) => c.value));
    } else {
      setAxis(Array.isArray(axis) ? axis : [number, Number((number + step).toPrecision(12))]);
    }
  };

  return (
    <div
      className={`param${error ? ' invalid' : ''}${draft.searchable ? '' : ' plain'}`}
      data-path={path.join('.')}
      data-axis={name}
    >
      <label className="param-label" htmlFor={id}>
        {label}
        {unit && <span className="unit"> {unit}</span>}
      </label>
      {draft.searchable && <div className="param-mode">
        <Segmented<Mode>
          label={`${label}: how it is searched`}
          value={mode}
          onChange={choose}
          options={
            choices
              ? [
                  { value: 'fixed', label: 'Fixed' },
                  { value: 'list', label: 'List' },
                ]
              : [
                  { value: 'fixed', label: 'Fixed' },
                  { value: 'range', label: 'Range' },
                  { value: 'list', label: 'List' },
                ]
          }
        />
      </div>}
      <div className="param-control">
        {mode === 'fixed' &&
          (choices ? (
            <Select
              id={id}
              value={typeof value === 'string' ? value : (choices[0]?.value ?? '')}
              onChange={(next) => setDocument((old) => setIn(old, path, next))}
              options={choices}
              invalid={Boolean(error)}
            />
          ) : (
            <NumberInput
              id={id}
              value={value}
              step={step}
              placeholder={placeholder}
              invalid={Boolean(error)}
              onChange={(next) =>
                setDocument((old) => setIn(old, path, next === null ? undefined : next))
              }
            />
          ))}
        {mode === 'range' && axis && !Array.isArray(axis) && (
          <div className="range">
            {(['from', 'to', 'step'] as const).map((part) => (
              <span key={part}>
                <span className="range-word" aria-hidden="true">
                  {part}
                </span>
                <NumberInput
                  id={part === 'from' ? id : undefined}
                  label={`${label} ${part}`}
                  value={axis[part]}
                  step={part === 'step' ? step : axis.step || step}
                  invalid={Boolean(error)}
                  onChange={(next) => setAxis({ ...axis, [part]: next } as AxisDocument)}
                />
              </span>
            ))}
          </div>
        )}
        {mode === 'list' && (
          <ListInput id={id} value={axis as (number | string | null)[]} onChange={setAxis} invalid={Boolean(error)} />
        )}
      </div>
      {mode !== 'fixed' && <span className="param-count">{count(axisCount(axis))} values</span>}
      {error && <p className="field-error">{error}</p>}
    </div>
  );
}

export function defaultRange(value: number, step: number) {
  const tidy = (n: number) => Number(n.toPrecision(12));
  const from = Math.max(step, tidy(Math.round(value / 2 / step) * step));
  return { from, to: Math.max(tidy(from + step), tidy(Math.round((value * 2) / step) * step)), step };
}

interface ListInputProps {
  id: string;
  value: (number | string | null)[];
  onChange: (value: (number | string | null)[]) => void;
  invalid: boolean;
}

function ListInput({ id, value, onChange, invalid }: ListInputProps) {
  const [text, setText] = useState(listText(value));
  useEffect(() => {
    setText((old) => (JSON.stringify(parseList(old)) === JSON.stringify(value) ? old : listText(value)));
  }, [value]);
  return (
    <input
      id={id}
      className="input"
      autoComplete="off"
      aria-invalid={invalid || undefined}
      placeholder="1, 2, 3, off"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(parseList(event.target.value));
      }}
    />
  );
}

export function listText(values: readonly (number | string | null)[]): string {
  return values.map((v) => (v === null ? 'off' : String(v))).join(', ');
}

/** Numbers, words, and "off" for null. */
export function parseList(text: string): (number | string | null)[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) =>
      part === 'off' || part === 'null' ? null : Number.isFinite(Number(part)) ? Number(part) : part,
    );
}

