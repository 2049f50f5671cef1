import type { Coverage, Market } from '../api/types';
import { Field, NumberInput, Segmented, Select } from '../design/controls';
import { Button, Panel } from '../design/parts';
import { count } from '../format/number';
import { range } from '../format/time';
import { MonthStrip } from '../marketdata/MonthStrip';
import { getIn, setIn, TIMEFRAMES } from './document';
import type { Draft } from './draft';
import { startOf } from './templates';
import { useErrorUnder, useFieldError } from './validation';

interface DataPanelProps {
  draft: Draft;
  stored: readonly Coverage[];
  markets: readonly Market[];
}

const DAY = 86_400_000;

/** What is traded, on which candles, over which time. */
export function DataPanel({ draft, stored, markets }: DataPanelProps) {
  const { document, setDocument } = draft;
  const { instrument, timeframe } = document.strategy;
  const key = `${instrument.market_id}/${instrument.symbol}`;
  const chosen = stored.find((c) => `${c.market_id}/${c.symbol}` === key);
  const instrumentError = useErrorUnder('strategy.instrument');
  const timeframeError = useFieldError('strategy.timeframe');
  const fromError = useFieldError('range.from');
  const toError = useFieldError('range.to');
  const rangeError = useFieldError('range');
  const equityError = useFieldError('initial_equity');

  const setRange = (from: number, to: number) =>
    setDocument((old) => ({ ...old, range: { from: isoOf(from), to: isoOf(to) } }));

  const spans = chosen ? spansOf(chosen) : [];
  return (
    <Panel title="Market and range">
      <div className="fields">
        <Field
          label="Instrument"
          path="strategy.instrument.symbol"
          error={instrumentError}
          hint={chosen ? `${count(chosen.candles)} candles stored${chosen.synthetic ? ', synthetic' : ''}` : undefined}
        >
          {({ id, describedBy, invalid }) => (
            <Select
              id={id}
              describedBy={describedBy}
              invalid={invalid}
              value={key}
              options={stored.map((c) => ({
                value: `${c.market_id}/${c.symbol}`,
                label: c.symbol,
                group: marketName(markets, c.market_id),
              }))}
              onChange={(next) => {
                const found = stored.find((c) => `${c.market_id}/${c.symbol}` === next);
                if (found) {
                  const { from, to } = startOf(found);
                  setDocument((old) => ({
                    ...setIn(old, ['strategy', 'instrument'], {
                      market_id: found.market_id,
                      symbol: found.symbol,
                    }),
                    range: { from, to },
                  }));
                }
              }}
            />
          )}
        </Field>
        <Field label="Timeframe" path="strategy.timeframe" error={timeframeError} double>
          {() => (
            <Segmented
              label="Timeframe"
              value={timeframe}
              onChange={(next) => setDocument((old) => setIn(old, ['strategy', 'timeframe'], next))}
              options={TIMEFRAMES.map((t) => ({ value: t as string, label: t }))}
            />
          )}
        </Field>
        <Field label="Initial equity" unit="quote" path="initial_equity" error={equityError}>
          {({ id, describedBy, invalid }) => (
            <NumberInput
              id={id}
              describedBy={describedBy}
              invalid={invalid}
              step={1000}
              placeholder="10000"
              value={getIn(document, ['initial_equity'])}
              onChange={(next) =>
                setDocument((old) => setIn(old, ['initial_equity'], next ?? undefined))
              }
            />
          )}
        </Field>
        <Field label="From" path="range.from" error={fromError ?? rangeError}>
          {({ id, describedBy, invalid }) => (
            <InstantInput
              id={id}
              describedBy={describedBy}
              invalid={invalid}
              value={document.range.from}
              onChange={(from) => setDocument((old) => setIn(old, ['range', 'from'], from))}
            />
          )}
        </Field>
        <Field label="To" unit="not included" path="range.to" error={toError}>
          {({ id, describedBy, invalid }) => (
            <InstantInput
              id={id}
              describedBy={describedBy}
              invalid={invalid}
              value={document.range.to}
              onChange={(to) => setDocument((old) => setIn(old, ['range', 'to'], to))}
            />
          )}
        </Field>
      </div>
      {chosen && (
        <div className="stored">
          <MonthStrip
            coverage={chosen}
            selected={{ from: Date.parse(document.range.from), to: Date.parse(document.range.to) }}
          />
          <div className="stored-spans">
            <span className="muted">Stored {range(chosen.first, chosen.last)}</span>
            {spans.map((span) => (
              <Button key={span.label} small onClick={() => setRange(span.from, span.to)}>
                {span.label}
              </Button>
            ))}
          </div>
        </div>
      )}
    </Panel>
  );
}

export function marketName(markets: readonly Market[], id: number): string {
  const market = markets.find((m) => m.market_id === id);
  return market
    ? `${market.exchange.charAt(0).toUpperCase()}${market.exchange.slice(1).toLowerCase()} ${market.type.toLowerCase()}`
    : `Market ${id}`;
}

function isoOf(millis: number): string {
  return new Date(millis).toISOString().replace('.000Z', 'Z');
}

function spansOf(stored: Coverage) {
  const all = startOf(stored);
  const first = Date.parse(all.from);
  const end = Date.parse(all.to);
  const spans = [{ label: 'All stored', from: first, to: end }];
  for (const [label, days] of [
    ['Last year', 365],
    ['Last 90 days', 90],
    ['Last 30 days', 30],
  ] as const) {
    if (end - days * DAY > first) {
      spans.push({ label, from: end - days * DAY, to: end });
    }
  }
  return spans;
}

interface InstantInputProps {
  id: string;
  value: string | undefined;
  onChange: (iso: string) => void;
  describedBy: string | undefined;
  invalid: boolean;
}

/** A day, or a minute when the instant is within a day; always UTC. */
function InstantInput({ id, value, onChange, describedBy, invalid }: InstantInputProps) {
  const millis = Date.parse(value ?? '');
  const whole = Number.isNaN(millis) || millis % DAY === 0;
  const text = Number.isNaN(millis) ? '' : new Date(millis).toISOString().slice(0, whole ? 10 : 16);
  return (
    <input
      id={id}
      className="input"
      type={whole ? 'date' : 'datetime-local'}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      value={text}
      onChange={(event) => {
        const typed = event.target.value;
        if (typed !== '') {
          onChange(typed.length === 10 ? `${typed}T00:00:00Z` : `${typed}:00Z`);
        }
      }}
    />
  );
}
