import { useState } from 'react';
import type { Indicator } from '../api/types';
import { Select } from '../design/controls';
import { Icon } from '../design/Icon';
import { Button, Panel } from '../design/parts';
import {
  defaultsOf,
  freeId,
  PRICES,
  removeIndicator,
  renameIndicator,
  retypeIndicator,
  setIn,
} from './document';
import type { Draft } from './draft';
import { defaultRange, ParameterRow } from './ParameterRow';
import { useFieldError } from './validation';

interface IndicatorCardsProps {
  draft: Draft;
  registry: readonly Indicator[];
}

/** The indicators of the strategy, each with the parameters its registry entry has. */
export function IndicatorCards({ draft, registry }: IndicatorCardsProps) {
  const { document, setDocument } = draft;
  const uses = Object.entries(document.strategy.indicators);
  const error = useFieldError('strategy.indicators');
  const add = (definition: Indicator) =>
    setDocument((old) => {
      const id = freeId(old.strategy.indicators, definition.id);
      return setIn(old, ['strategy', 'indicators', id], defaultsOf(definition));
    });
  return (
    <Panel
      title="Indicators"
      {...(draft.searchable ? { note: 'Fixed, or searched over a range or a list' } : {})}
      actions={
        <Select
          label="Add an indicator"
          value=""
          onChange={(type) => withDefinition(registry, type, add)}
          options={[
            { value: '', label: 'Add an indicator' },
            ...registry.map((d) => ({ value: d.id, label: d.title })),
          ]}
        />
      }
    >
      <div className="cards">
        {uses.length === 0 && (
          <p className="muted">No indicators yet. Rules can also compare prices alone.</p>
        )}
        {error && <p className="field-error">{error}</p>}
        {uses.map(([id, use]) => (
          <IndicatorCard key={id} id={id} use={use} draft={draft} registry={registry} />
        ))}
      </div>
    </Panel>
  );
}

function withDefinition(
  registry: readonly Indicator[],
  type: string,
  use: (definition: Indicator) => void,
) {
  const definition = registry.find((d) => d.id === type);
  if (definition) {
    use(definition);
  }
}

interface IndicatorCardProps extends IndicatorCardsProps {
  id: string;
  use: Record<string, unknown> & { type: string };
}

function IndicatorCard({ id, use, draft, registry }: IndicatorCardProps) {
  const { setDocument } = draft;
  const definition = registry.find((d) => d.id === use.type);
  const path = ['strategy', 'indicators', id];
  const typeError = useFieldError([...path, 'type'].join('.'));
  const sourceError = useFieldError([...path, 'source'].join('.'));
  const idError = useFieldError(path.join('.'));
  return (
    <div className="card" data-path={path.join('.')}>
      <div className="card-head">
        <IdInput id={id} onChange={(to) => setDocument((old) => renameIndicator(old, id, to))} />
        <Select
          label={`Type of ${id}`}
          value={use.type}
          invalid={Boolean(typeError)}
          options={registry.map((d) => ({ value: d.id, label: d.title }))}
          onChange={(type) =>
            withDefinition(registry, type, (next) =>
              setDocument((old) => retypeIndicator(old, id, next)),
            )
          }
        />
        {definition?.has_source !== false && (
          <Select
            label={`Source of ${id}`}
            className="source"
            value={typeof use.source === 'string' ? use.source : 'close'}
            invalid={Boolean(sourceError)}
            options={PRICES.map((p) => ({ value: p, label: `of ${p}` }))}
            onChange={(source) =>
              setDocument((old) =>
                setIn(old, [...path, 'source'], source === 'close' ? undefined : source),
              )
            }
          />
        )}
        <button
          type="button"
          className="icon-button"
          aria-label={`Remove ${id}`}
          title="Remove this indicator and its axes"
          onClick={() => setDocument((old) => removeIndicator(old, id))}
        >
          <Icon name="close" size={14} />
        </button>
      </div>
      {[idError, typeError, sourceError].map(
        (message) =>
          message && (
            <p key={message} className="field-error">
              {message}
            </p>
          ),
      )}
      {definition?.params.map((p) => (
        <ParameterRow
          key={p.name}
          draft={draft}
          name={`${id}.${p.name}`}
          label={p.name.replaceAll('_', ' ')}
          path={[...path, p.name]}
          step={p.step}
          placeholder={String(p.default)}
          suggest={(value) => {
            const range = defaultRange(value, p.step);
            return {
              from: Math.max(p.min, range.from),
              to: Math.min(p.max, range.to),
              step: p.step,
            };
          }}
        />
      ))}
    </div>
  );
}

/** The id is taken over when the field is left, so that rules keep their names while typing. */
function IdInput({ id, onChange }: { id: string; onChange: (id: string) => void }) {
  const [text, setText] = useState(id);
  const good = /^[a-z][a-z0-9_]*$/.test(text);
  const commit = () => (good ? onChange(text) : setText(id));
  return (
    <input
      className="input id"
      aria-label="Name of the indicator"
      aria-invalid={!good || undefined}
      title="Small letters, digits and _, starting with a letter"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

/** Named numbers of rules, so that they can be searched. */
export function ConstantsRows({ draft }: { draft: Draft }) {
  const { document, setDocument } = draft;
  const names = Object.keys(document.strategy.constants ?? {});
  return (
    <div className="constants">
      {names.map((name) => (
        <div className="constant" key={name}>
          <ParameterRow
            draft={draft}
            name={`const.${name}`}
            label={name}
            path={['strategy', 'constants', name]}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove the constant ${name}`}
            onClick={() =>
              setDocument((old) => ({
                ...setIn(old, ['strategy', 'constants', name], undefined),
                space: setIn(old.space, [`const.${name}`], undefined),
              }))
            }
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
      <Button
        small
        look="quiet"
        icon="plus"
        onClick={() => {
          setDocument((old) =>
            setIn(
              old,
              ['strategy', 'constants', freeId(old.strategy.constants ?? {}, 'level')],
              50,
            ),
          );
        }}
      >
        Named number
      </Button>
    </div>
  );
}
