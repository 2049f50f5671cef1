import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { inspection, type ResultSource } from '../api/queries';
import type { InspectedBar, RuleTruth } from '../api/types';
import { Icon } from '../design/Icon';
import { Button, Facts, Failure, Skeleton, Time } from '../design/parts';
import { fixed, price, quantity } from '../format/number';
import { minute } from '../format/time';
import { HOLE_WORDS } from '../marketdata/holes';
import { beforeText, headline, isNearTheEdge, placeOfBar, ruleText, value, verdict } from './inspection';
import { REASONS } from './reasons';

interface InspectorProps {
  source: ResultSource;
  /** A time in the bar. */
  at: number;
  onMove: (time: number) => void;
  onClose: () => void;
}

const AROUND = 60;

/** Why a bar traded or didn't: the engine's own account of it. Arrows move from bar to bar. */
export function Inspector({ source, at, onMove, onClose }: InspectorProps) {
  const [center, setCenter] = useState(at);
  const panel = useRef<HTMLElement>(null);
  const query = useQuery(inspection(source, center, AROUND));
  const { data } = query;
  const place = data ? placeOfBar(data, at) : -1;
  const bar = data?.bars[place];

  useEffect(() => {
    // The bars at hand don't have it, or end soon: ask for those around it.
    if (data && !query.isPlaceholderData && center !== at && (place < 0 || isNearTheEdge(data, place))) {
      setCenter(at);
    }
  }, [data, query.isPlaceholderData, center, at, place]);

  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, []);

  const step = (by: number) => {
    const next = data?.bars[place + by];
    if (next) {
      onMove(Date.parse(next.ts_open));
    }
  };
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      step(by);
    } else if (event.key === 'Escape') {
      onClose();
    }
  };

  return (
    <section
      className="inspector"
      ref={panel}
      tabIndex={-1}
      aria-label="Bar inspector. Left and right move from bar to bar, Escape closes."
      onKeyDown={keys}
    >
      <header className="inspector-head">
        <Button small look="quiet" icon="back" onClick={() => step(-1)} disabled={place <= 0}>
          Bar before
        </Button>
        <Button
          small
          look="quiet"
          onClick={() => step(1)}
          disabled={!data || place < 0 || place + 1 >= data.bars.length}
        >
          Next bar
          <Icon name="right" size={14} />
        </Button>
        <h3>
          <Time at={bar?.ts_open ?? at} />
          {bar && <span className="muted"> {headline(bar)}</span>}
        </h3>
        <button
          type="button"
          className="icon-button"
          aria-label="Close the inspector"
          onClick={onClose}
        >
          <Icon name="close" size={14} />
        </button>
      </header>
      {query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : bar ? (
        <BarAccount bar={bar} />
      ) : data && !query.isPlaceholderData && center === at ? (
        <p className="pad">{data.note}</p>
      ) : (
        <Skeleton lines={4} height={22} />
      )}
    </section>
  );
}

function BarAccount({ bar }: { bar: InspectedBar }) {
  const position = bar.position_before;
  return (
    <div className="inspector-body" aria-live="polite">
      <div className="inspector-why">
        {bar.hole_before && (
          <p className="muted">
            Before it: a hole from {minute(bar.hole_before.from)} to {minute(bar.hole_before.to)} (
            {HOLE_WORDS[bar.hole_before.type] ?? bar.hole_before.type}).
          </p>
        )}
        {bar.explanation.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <Facts
          rows={[
            ['Open', price(bar.open)],
            ['High', price(bar.high)],
            ['Low', price(bar.low)],
            ['Close', price(bar.close)],
            ['Volume', quantity(bar.volume)],
          ]}
        />
      </div>
      <div>
        <h4>Before the bar</h4>
        <Facts
          rows={[
            [
              'Position',
              position
                ? `${position.side} ${quantity(position.quantity)} at ${price(position.entry_price)}, ${position.bars_held} ${position.bars_held === 1 ? 'bar' : 'bars'}`
                : 'flat',
            ],
            ...(position
              ? ([
                  ['stop_loss', position.stop_loss],
                  ['take_profit', position.take_profit],
                  ['trailing', position.trailing],
                  ['liquidation', position.liquidation],
                ] as const)
                  .filter(([, level]) => level !== null)
                  .map(([name, level]): [string, string] => [
                    `${(REASONS[name] ?? name).charAt(0).toUpperCase()}${(REASONS[name] ?? name).slice(1)}`,
                    price(level),
                  ])
              : []),
            [
              'Pending',
              [
                bar.pending_exit && `exit (${REASONS[bar.pending_exit] ?? bar.pending_exit})`,
                bar.pending_entry && `${bar.pending_entry} entry`,
              ]
                .filter(Boolean)
                .join(', ') || 'nothing',
            ],
            ['Equity', `${fixed(bar.equity_before, 2)} → ${fixed(bar.equity_after, 2)}`],
          ]}
        />
        <h4>Values</h4>
        <table className="table inspector-values">
          <thead>
            <tr>
              <th>Operand</th>
              <th className="num">Bar before</th>
              <th className="num">This bar</th>
            </tr>
          </thead>
          <tbody>
            {bar.operands.map((operand) => (
              <tr key={operand.name}>
                <th scope="row">
                  <code>{operand.name}</code>
                </th>
                <td className="num">{value(operand.before)}</td>
                <td className="num">{value(operand.now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>
        {bar.rules.map((rule) => (
          <div key={`${rule.side} ${rule.when}`}>
            <h4>
              {rule.side} {rule.when}
            </h4>
            <ul className="truth">
              <Truth rule={rule.rule as RuleTruth} />
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
}

const MARKS = { true: 'check', false: 'close', undefined: 'info' } as const;

function Truth({ rule }: { rule: RuleTruth }) {
  const says = verdict(rule);
  return (
    <li className={`truth-${says}`}>
      <span className="truth-line">
        <Icon name={MARKS[says]} size={14} />
        <span>
          <span className="sr-only">{says}: </span>
          {ruleText(rule)} <span className="muted">{beforeText(rule)}</span>
        </span>
      </span>
      {rule.parts.length > 0 && (
        <ul>
          {rule.parts.map((part, i) => (
            // Parts have no identity of their own; their place is what they are.
            <Truth key={i} rule={part} />
          ))}
        </ul>
      )}
    </li>
  );
}
