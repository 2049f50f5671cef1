import { useEffect, useState } from 'react';
import type { IngestState } from '../api/types';
import { ProgressBar } from '../design/parts';
import { count, NONE } from '../format/number';
import { minute } from '../format/time';
import { catchUp, verdict, type CatchUp } from './ingest';

interface MarketCardProps {
  market: IngestState;
  name: string;
  now: number;
  selected: boolean;
  onSelect: () => void;
}

/** One market in numbers. */
export function MarketCard({ market, name, now, selected, onSelect }: MarketCardProps) {
  const state = verdict(market, now);
  const behind = useCatchUp(market.minutes_behind);
  return (
    <button
      type="button"
      role="radio"
      aria-checked={selected}
      tabIndex={selected ? 0 : -1}
      className="market-card figures"
      onClick={onSelect}
    >
      <span className="market-head">
        <strong>{name}</strong>
        <span className={`badge verdict-${state.tone}`}>
          <span className="state-mark" aria-hidden="true" />
          {state.word}
        </span>
      </span>
      <span className="market-main">
        <Big value={market.per_minute === null ? NONE : count(market.per_minute)} unit="candles/min" />
        <Big value={millis(market.lag.stored.p50)} unit="ms lag p50" />
        <Big value={millis(market.lag.stored.p99)} unit="p99" />
      </span>
      <span className="market-facts">
        <Fact name="Symbols" value={`${count(market.acknowledged)} of ${count(market.subscribed)}`} />
        <Fact name="Connections" value={count(market.connections)} />
        <Fact name="Newest" value={market.last_candle ? minute(market.last_candle).slice(11) : NONE} />
        <Fact name="Reconnects" value={count(market.reconnects)} />
        <Fact name="From REST" value={count(market.backfilled)} />
        <Fact name="Dead letters" value={count(market.dead_letters)} bad={market.dead_letters > 0} />
        <Fact name="Dropped" value={count(market.dropped)} bad={market.dropped > 0} />
        <Fact name="Unpublished" value={count(market.publish_failures)} bad={market.publish_failures > 0} />
      </span>
      <span className="market-foot">
        {behind.behind > 0 ? (
          <>
            <ProgressBar
              thin
              done={behind.peak - behind.behind}
              total={behind.peak}
              label={`${name}, catching up`}
            />
            <span>{count(behind.behind)} minutes to fetch</span>
          </>
        ) : (
          <span className="muted">{state.why || 'Nothing is missing'}</span>
        )}
      </span>
    </button>
  );
}

function Big({ value, unit }: { value: string; unit: string }) {
  return (
    <span>
      <b>{value}</b> <small>{unit}</small>
    </span>
  );
}

function Fact({ name, value, bad }: { name: string; value: string; bad?: boolean }) {
  return (
    <span className={bad ? 'bad' : undefined}>
      <span className="muted">{name}</span> <span>{value}</span>
    </span>
  );
}

function millis(value: number | null): string {
  return value === null ? NONE : count(value);
}

function useCatchUp(behind: number): CatchUp {
  const [state, setState] = useState<CatchUp>({ peak: 0, behind: 0 });
  useEffect(() => setState((old) => catchUp(old, behind)), [behind]);
  return state;
}
