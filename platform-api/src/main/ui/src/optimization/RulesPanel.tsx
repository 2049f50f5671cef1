import type { Indicator } from '../api/types';
import { Button, Panel } from '../design/parts';
import { getIn, operandsOf, setIn, type Rule } from './document';
import type { Draft } from './draft';
import { ConstantsRows } from './IndicatorCards';
import { firstCondition, RuleEditor } from './RuleEditor';
import { describe } from './rules';
import { useErrorUnder, useFieldError } from './validation';

interface RulesPanelProps {
  draft: Draft;
  registry: readonly Indicator[];
  /** Spot markets are long-only. */
  allowShort: boolean;
}

/** When to enter and leave, for each side. */
export function RulesPanel({ draft, registry, allowShort }: RulesPanelProps) {
  const { strategy } = draft.document;
  return (
    <Panel title="Rules" note="Looked at when a candle closes">
      <div className="sides">
        <Side side="long" title="Long" draft={draft} registry={registry} />
        {(allowShort || strategy.short) && (
          <Side side="short" title="Short" draft={draft} registry={registry} />
        )}
      </div>
      <div className="subhead">
        <h3>Numbers used in rules</h3>
        {draft.searchable && (
          <p className="muted">A number with a name can be searched like a parameter.</p>
        )}
      </div>
      <ConstantsRows draft={draft} />
    </Panel>
  );
}

interface SideProps {
  side: 'long' | 'short';
  title: string;
  draft: Draft;
  registry: readonly Indicator[];
}

function Side({ side, title, draft, registry }: SideProps) {
  const { document, setDocument } = draft;
  const rules = document.strategy[side];
  const operands = operandsOf(document.strategy, registry);
  const error = useFieldError(`strategy.${side}`);
  if (!rules) {
    return (
      <div className="side-rules off" data-path={`strategy.${side}`}>
        <h3>{title}</h3>
        <Button
          small
          icon="plus"
          onClick={() =>
            setDocument((old) =>
              setIn(old, ['strategy', side], { entry: firstCondition(operands) }),
            )
          }
        >
          Trade this side
        </Button>
        {error && <p className="field-error">{error}</p>}
      </div>
    );
  }
  return (
    <div className="side-rules" data-path={`strategy.${side}`}>
      <div className="side-title">
        <h3>{title}</h3>
        <Button
          small
          look="quiet"
          onClick={() => setDocument((old) => setIn(old, ['strategy', side], null))}
        >
          Don&apos;t trade this side
        </Button>
      </div>
      {error && <p className="field-error">{error}</p>}
      {(['entry', 'exit'] as const).map((when) => (
        <When
          key={when}
          when={when}
          side={side}
          rule={getIn(rules, [when])}
          operands={operands}
          onChange={(rule) =>
            setDocument((old) => setIn(old, ['strategy', side, when], rule ?? undefined))
          }
        />
      ))}
    </div>
  );
}

interface WhenProps {
  when: 'entry' | 'exit';
  side: 'long' | 'short';
  rule: unknown;
  operands: ReturnType<typeof operandsOf>;
  onChange: (rule: Rule | null) => void;
}

function When({ when, side, rule, operands, onChange }: WhenProps) {
  const path = `strategy.${side}.${when}`;
  const error = useErrorUnder(path);
  const verb = { long: { entry: 'Buy', exit: 'Sell' }, short: { entry: 'Sell short', exit: 'Buy back' } }[
    side
  ][when];
  const has = rule !== null && rule !== undefined;
  return (
    <div className="when" data-path={path}>
      <p className="when-title">
        <strong>{verb}</strong>
        {has ? ` when ${describe(rule)}` : when === 'exit' ? ' by stops only' : ''}
      </p>
      {has ? (
        <RuleEditor
          rule={rule}
          path={path}
          label={`${side} ${when}`}
          operands={operands}
          onChange={onChange}
        />
      ) : (
        <>
          <Button small look="quiet" icon="plus" onClick={() => onChange(firstCondition(operands))}>
            Add a rule
          </Button>
          {error && <p className="field-error">{error}</p>}
        </>
      )}
    </div>
  );
}
