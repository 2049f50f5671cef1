import { METRICS } from '../format/metric';
import { Field, NumberInput, Select } from '../design/controls';
import { Icon } from '../design/Icon';
import { Button, Panel } from '../design/parts';
import { count, parameter } from '../format/number';
import { axesOf, axisValue, getIn, setIn, type NamedAxis } from './document';
import type { Draft } from './draft';
import { useErrorUnder, useFieldError } from './validation';

/** What is searched, under which conditions, for what. */
export function SearchPanel({ draft }: { draft: Draft }) {
  const { document, setDocument } = draft;
  const axes = axesOf(document);
  const objectiveError = useFieldError('objective');
  const topError = useFieldError('top');
  const spaceError = useFieldError('space');
  return (
    <Panel title="Search">
      {axes.length === 0 ? (
        <p className="muted">
          Nothing is searched yet. Set a parameter above to a range or a list of values.
        </p>
      ) : (
        <ul className="axes">
          {axes.map((axis) => (
            <AxisLine key={axis.name} axis={axis} />
          ))}
        </ul>
      )}
      {spaceError && <p className="field-error">{spaceError}</p>}
      <Constraints draft={draft} names={axes.map((a) => a.name)} />
      <div className="fields">
        <Field label="Objective" path="objective" error={objectiveError}>
          {({ id, describedBy, invalid }) => (
            <Select
              id={id}
              describedBy={describedBy}
              invalid={invalid}
              value={document.objective ?? 'sharpe'}
              onChange={(next) => setDocument((old) => setIn(old, ['objective'], next))}
              options={METRICS.map((m) => ({
                value: m.name,
                label: `${m.label}${m.higherIsBetter ? '' : ' (lowest)'}`,
                group: m.group,
              }))}
            />
          )}
        </Field>
        <Field label="Keep the best" unit="rows" path="top" error={topError}>
          {({ id, describedBy, invalid }) => (
            <NumberInput
              id={id}
              describedBy={describedBy}
              invalid={invalid}
              value={document.top}
              placeholder="500"
              onChange={(next) => setDocument((old) => setIn(old, ['top'], next ?? undefined))}
            />
          )}
        </Field>
      </div>
      <div className="subhead">
        <h3>Pruning</h3>
        <p className="muted">Leaves hopeless combinations out of the top; they are still counted.</p>
      </div>
      <div className="fields">
        <PruningField draft={draft} field="max_drawdown" label="Drawdown over" unit="fraction" step={0.05} />
        <PruningField draft={draft} field="min_trades" label="Fewer trades than" step={5} />
        <PruningField draft={draft} field="max_trades" label="More trades than" step={100} />
        <PruningField draft={draft} field="loss_window.loss" label="Loss over" unit="fraction" step={0.05} />
        <PruningField draft={draft} field="loss_window.bars" label="within" unit="bars" step={1000} />
      </div>
    </Panel>
  );
}

function AxisLine({ axis }: { axis: NamedAxis }) {
  const error = useErrorUnder(`space.${axis.name}`);
  const first = axis.count > 0 ? axisValue(axis.axis, 0) : null;
  const last = axis.count > 0 ? axisValue(axis.axis, axis.count - 1) : null;
  const text = Array.isArray(axis.axis)
    ? axis.axis.map(parameter).join(', ')
    : `${parameter(first)} to ${parameter(last)}, step ${parameter(axis.axis.step)}`;
  return (
    <li className={error ? 'invalid' : undefined}>
      <code>{axis.name}</code>
      <span>{text}</span>
      <strong>{count(axis.count)}</strong>
    </li>
  );
}

function Constraints({ draft, names }: { draft: Draft; names: string[] }) {
  const { document, setDocument } = draft;
  const lines = document.constraints ?? [];
  const set = (next: string[]) =>
    setDocument((old) => setIn(old, ['constraints'], next.length > 0 ? next : undefined));
  const windows = names.filter((n) => n.endsWith('.window'));
  const example =
    windows.length >= 2 ? `${windows[0]} < ${windows[1]}` : `${names[0] ?? 'fast.window'} < 100`;
  return (
    <div className="constraints">
      <div className="subhead">
        <h3>Constraints</h3>
        <p className="muted">Combinations that break one are skipped.</p>
      </div>
      {lines.map((line, i) => (
        <ConstraintLine
          // Lines have no identity of their own; their place is what they are.
          key={i}
          path={`constraints.${i}`}
          line={line}
          placeholder={example}
          onChange={(next) => set(lines.map((old, j) => (j === i ? next : old)))}
          onRemove={() => set(lines.filter((_, j) => j !== i))}
        />
      ))}
      <Button small look="quiet" icon="plus" onClick={() => set([...lines, example])}>
        Constraint
      </Button>
    </div>
  );
}

interface ConstraintLineProps {
  path: string;
  line: string;
  placeholder: string;
  onChange: (line: string) => void;
  onRemove: () => void;
}

function ConstraintLine({ path, line, placeholder, onChange, onRemove }: ConstraintLineProps) {
  const error = useFieldError(path);
  return (
    <div className={`constraint${error ? ' invalid' : ''}`} data-path={path}>
      <input
        className="input mono"
        aria-label="Constraint"
        aria-invalid={Boolean(error) || undefined}
        placeholder={placeholder}
        value={line}
        onChange={(event) => onChange(event.target.value)}
      />
      <button type="button" className="icon-button" aria-label="Remove this constraint" onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
      {error && <p className="field-error">{error}</p>}
    </div>
  );
}

interface PruningFieldProps {
  draft: Draft;
  field: string;
  label: string;
  unit?: string;
  step: number;
}

function PruningField({ draft, field, label, unit, step }: PruningFieldProps) {
  const { document, setDocument } = draft;
  const path = ['pruning', ...field.split('.')];
  const error = useFieldError(path.join('.'));
  return (
    <Field label={label} path={path.join('.')} error={error} {...(unit ? { unit } : {})}>
      {({ id, describedBy, invalid }) => (
        <NumberInput
          id={id}
          describedBy={describedBy}
          invalid={invalid}
          step={step}
          placeholder="off"
          value={getIn(document, path)}
          onChange={(next) =>
            setDocument((old) => tidyPruning(setIn(old, path, next ?? undefined)))
          }
        />
      )}
    </Field>
  );
}

/** Nothing to prune is written as no pruning at all. */
function tidyPruning(document: Draft['document']): Draft['document'] {
  const { pruning } = document;
  if (!pruning) {
    return document;
  }
  const window = pruning.loss_window;
  const kept =
    window !== null && typeof window === 'object' && Object.keys(window).length === 0
      ? setIn(pruning, ['loss_window'], undefined)
      : pruning;
  return setIn(document, ['pruning'], Object.keys(kept).length === 0 ? undefined : kept);
}
