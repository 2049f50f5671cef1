import { Button } from '../design/parts';
import { NumberInput, Select } from '../design/controls';
import { Icon } from '../design/Icon';
import type { Operand, Rule } from './document';
import {
  comparison,
  COMPARISONS,
  viewOf,
  withCondition,
  withoutPart,
  withPart,
} from './rules';
import { useFieldError } from './validation';

interface OperandOption {
  value: string;
  label: string;
  group: string;
}

interface RuleEditorProps {
  rule: unknown;
  path: string;
  label: string;
  operands: readonly OperandOption[];
  /** null: the rule is gone. */
  onChange: (rule: Rule | null) => void;
  depth?: number;
}

/** A rule as lines that read as sentences; groups are "all of" or "any of" their lines. */
export function RuleEditor({ rule, path, label, operands, onChange, depth = 0 }: RuleEditorProps) {
  const view = viewOf(rule);
  const error = useFieldError(path);
  const fresh = firstCondition(operands);

  return (
    <div className={depth > 0 ? 'rule nested' : 'rule'} data-path={path}>
      {view.kind === 'comparison' && (
        <ComparisonRow
          view={view}
          path={path}
          label={label}
          operands={operands}
          onChange={onChange}
          onRemove={() => onChange(null)}
        />
      )}
      {view.kind === 'not' && (
        <div className="rule-not">
          <div className="rule-group-head">
            <span className="rule-word">Not</span>
            <Button small look="quiet" onClick={() => onChange(view.part)}>
              Drop the not
            </Button>
          </div>
          <RuleEditor
            rule={view.part}
            path={`${path}.not`}
            label={label}
            operands={operands}
            depth={depth + 1}
            onChange={(part) => onChange(part === null ? null : { not: part })}
          />
        </div>
      )}
      {view.kind === 'group' && (
        <>
          <div className="rule-group-head">
            <Select
              className="rule-mode"
              label={`${label}: how the conditions combine`}
              value={view.mode}
              onChange={(mode) => onChange({ [mode]: view.parts })}
              options={[
                { value: 'all', label: 'All of' },
                { value: 'any', label: 'Any of' },
              ]}
            />
            {depth > 0 && (
              <Button small look="quiet" icon="close" onClick={() => onChange(null)}>
                Remove group
              </Button>
            )}
          </div>
          <div className="rule-parts">
            {view.parts.map((part, i) => (
              <RuleEditor
                // Parts have no identity of their own; their place is what they are.
                key={i}
                rule={part}
                path={`${path}.${view.mode}.${i}`}
                label={`${label} condition ${i + 1}`}
                operands={operands}
                depth={depth + 1}
                onChange={(next) =>
                  onChange(next === null ? withoutPart(rule as Rule, i) : withPart(rule as Rule, i, next))
                }
              />
            ))}
          </div>
        </>
      )}
      {view.kind === 'unknown' && (
        <p className="field-hint">This rule can only be shown in the JSON view.</p>
      )}
      {error && <p className="field-error">{error}</p>}
      {(depth === 0 || view.kind === 'group') && view.kind !== 'unknown' && (
        <div className="rule-add">
          <Button small look="quiet" icon="plus" onClick={() => onChange(withCondition(rule, fresh))}>
            Condition
          </Button>
          <Button
            small
            look="quiet"
            icon="plus"
            onClick={() => onChange(withCondition(rule, { any: [fresh, fresh] }))}
          >
            Group
          </Button>
        </div>
      )}
    </div>
  );
}

export function firstCondition(operands: readonly OperandOption[]): Rule {
  const indicators = operands.filter((o) => o.group === 'Indicators');
  return comparison('gt', 'close', indicators[0]?.value ?? 'open');
}

interface ComparisonRowProps {
  view: { operator: string; left: Operand; right: Operand };
  path: string;
  label: string;
  operands: readonly OperandOption[];
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}

function ComparisonRow({ view, path, label, operands, onChange, onRemove }: ComparisonRowProps) {
  const { operator, left, right } = view;
  return (
    <div className="comparison">
      <OperandInput
        value={left}
        path={`${path}.${operator}.0`}
        label={`${label}: left`}
        operands={operands}
        onChange={(next) => onChange(comparison(operator, next, right))}
      />
      <Select
        className="operator"
        label={`${label}: comparison`}
        value={operator}
        onChange={(next) => onChange(comparison(next, left, right))}
        options={COMPARISONS}
      />
      <OperandInput
        value={right}
        path={`${path}.${operator}.1`}
        label={`${label}: right`}
        operands={operands}
        onChange={(next) => onChange(comparison(operator, left, next))}
      />
      <span className="comparison-tools">
        <button
          type="button"
          className="icon-button text"
          title="Turn into its opposite"
          aria-label={`not: turn ${label} into its opposite`}
          onClick={() => onChange({ not: comparison(operator, left, right) })}
        >
          not
        </button>
        <button
          type="button"
          className="icon-button"
          title="Remove this condition"
          aria-label={`${label}: remove`}
          onClick={onRemove}
        >
          <Icon name="close" size={14} />
        </button>
      </span>
    </div>
  );
}

interface OperandInputProps {
  value: Operand;
  path: string;
  label: string;
  operands: readonly OperandOption[];
  onChange: (value: Operand) => void;
}

function OperandInput({ value, path, label, operands, onChange }: OperandInputProps) {
  const error = useFieldError(path);
  const literal = typeof value === 'number';
  const chosen = literal
    ? 'number'
    : typeof value === 'object' && value !== null
      ? `const:${value.const}`
      : value;
  return (
    <span className={`operand${error ? ' invalid' : ''}`} data-path={path}>
      <Select
        label={label}
        value={chosen}
        invalid={Boolean(error)}
        options={operands}
        onChange={(next) =>
          onChange(
            next === 'number'
              ? 0
              : next.startsWith('const:')
                ? { const: next.slice('const:'.length) }
                : next,
          )
        }
      />
      {literal && (
        <NumberInput
          label={`${label} number`}
          value={value}
          invalid={Boolean(error)}
          onChange={(next) => onChange(typeof next === 'number' ? next : 0)}
        />
      )}
      {error && <span className="field-error">{error}</span>}
    </span>
  );
}
