import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Freshness } from '../api/live';
import { ingest as ingestQuery, markets as marketsQuery } from '../api/queries';
import type { IngestState } from '../api/types';
import { useUrlState } from '../app/urlState';
import { LiveMark } from '../design/LiveMark';
import { Empty, Failure, PageHead, Panel, Skeleton } from '../design/parts';
import { useNow } from '../jobs/JobsPage';
import { marketName } from '../optimization/DataPanel';
import { DeadLetters } from './DeadLetters';
import './live.css';
import { MarketCard } from './MarketCard';
import { Subscriptions } from './Subscriptions';

const LiveChart = lazy(() => import('./LiveChart'));

/** Live candles: how each market fares, what is taken in, and the candles as they come. */
export default function LivePage() {
  const states = useQuery(ingestQuery);
  const markets = useQuery(marketsQuery);
  const now = useNow(1000);
  const [chosen, setChosen] = useUrlState('market', '1');
  const [symbol, setSymbol] = useUrlState('symbol', '');
  const rows = states.data ?? [];
  const selected = rows.find((m) => String(m.market_id) === chosen) ?? rows[0];

  useEffect(() => {
    document.title = 'Live · candlegrid';
  }, []);

  return (
    <div className="stack">
      <PageHead
        title="Live"
        note={<LiveMark freshness={freshnessOf(states.dataUpdatedAt, states.isError)} />}
      />
      {states.isPending ? (
        <Skeleton lines={2} height={180} />
      ) : states.isError && !states.data ? (
        <Failure error={states.error} retry={() => void states.refetch()} />
      ) : rows.length === 0 ? (
        <Panel>
          <Empty title="No market is known">
            The platform has no markets to take in. Its log says what went wrong at the start.
          </Empty>
        </Panel>
      ) : (
        <>
          <Markets
            rows={rows}
            now={now}
            selected={selected?.market_id ?? 0}
            onSelect={(id) => {
              setSymbol('');
              setChosen(String(id));
            }}
            name={(id) => marketName(markets.data ?? [], id)}
          />
          {selected && (
            <div className="live-market" key={selected.market_id}>
              <Suspense fallback={<Skeleton height={420} />}>
                <LiveChart
                  market={selected}
                  name={marketName(markets.data ?? [], selected.market_id)}
                  symbol={symbol}
                  onSymbol={setSymbol}
                />
              </Suspense>
              <Subscriptions market={selected} symbol={symbol} onSymbol={setSymbol} />
            </div>
          )}
          {selected && <DeadLetters market={selected} />}
        </>
      )}
    </div>
  );
}

interface MarketsProps {
  rows: IngestState[];
  now: number;
  selected: number;
  onSelect: (id: number) => void;
  name: (id: number) => string;
}

/** The markets side by side; arrows move between them as in any group of choices. */
function Markets({ rows, now, selected, onSelect, name }: MarketsProps) {
  const host = useRef<HTMLDivElement>(null);
  const move = (way: number) => {
    const at = rows.findIndex((m) => m.market_id === selected);
    const next = rows[(at + way + rows.length) % rows.length];
    if (next) {
      onSelect(next.market_id);
      requestAnimationFrame(() =>
        host.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus(),
      );
    }
  };
  return (
    <div
      className="market-cards"
      ref={host}
      role="radiogroup"
      aria-label="Market"
      onKeyDown={(event) => {
        const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (way) {
          event.preventDefault();
          move(way);
        }
      }}
    >
      {rows.map((market) => (
        <MarketCard
          key={market.market_id}
          market={market}
          name={name(market.market_id)}
          now={now}
          selected={market.market_id === selected}
          onSelect={() => onSelect(market.market_id)}
        />
      ))}
    </div>
  );
}

function freshnessOf(updated: number, failed: boolean): Freshness {
  if (updated === 0) {
    return { kind: 'connecting' };
  }
  return failed ? { kind: 'stale', since: updated } : { kind: 'live' };
}
