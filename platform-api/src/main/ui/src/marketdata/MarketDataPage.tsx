import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { answer, api } from '../api/client';
import {
  coverage as coverageQuery,
  futuresCoverage as futuresQuery,
  markets as marketsQuery,
} from '../api/queries';
import type { Coverage, FuturesCoverage, Hole, Market } from '../api/types';
import { useUrlState } from '../app/urlState';
import { Segmented, Select } from '../design/controls';
import { Empty, Failure, LinkButton, PageHead, Panel, Skeleton, Time } from '../design/parts';
import { count } from '../format/number';
import { duration, minute } from '../format/time';
import { TIMEFRAMES, timeframeMillis } from '../optimization/document';
import { marketName } from '../optimization/DataPanel';
import { GapsTable } from './GapsTable';
import { HOLE_WORDS } from './holes';
import { ImportPanel } from './ImportPanel';
import './marketdata.css';
import { MonthStrip } from './MonthStrip';

const CandleChart = lazy(() => import('../charts/CandleChart'));

/** What candles are stored, how whole they are, and how to bring more. */
export default function MarketDataPage() {
  const stored = useQuery(coverageQuery);
  const markets = useQuery(marketsQuery);
  const futures = useQuery(futuresQuery);
  const [chosen, setChosen] = useUrlState('instrument', '');
  const rows = stored.data ?? [];
  const selected = rows.find((c) => keyOf(c) === chosen) ?? rows[0];

  useEffect(() => {
    document.title = 'Market data · candlegrid';
  }, []);

  return (
    <div className="stack">
      <PageHead title="Market data" />
      <Panel flush title="Stored candles" note={rows.length > 0 ? `${count(rows.length)} instruments` : undefined}>
        {stored.isPending ? (
          <div className="pad">
            <Skeleton lines={4} height={40} />
          </div>
        ) : stored.isError && !stored.data ? (
          <div className="pad">
            <Failure error={stored.error} retry={() => void stored.refetch()} />
          </div>
        ) : rows.length === 0 ? (
          <Empty title="No candles yet">
            Drop archives of Binance or Bybit below, or make a synthetic market to try things out.
            From a terminal: <code>./candlegrid import FILE…</code>
          </Empty>
        ) : (
          <CoverageTable
            rows={rows}
            markets={markets.data ?? []}
            selected={selected ? keyOf(selected) : ''}
            onSelect={setChosen}
          />
        )}
      </Panel>
      {selected && (
        <InstrumentPanel key={keyOf(selected)} coverage={selected} markets={markets.data ?? []} />
      )}
      <FuturesPanel
        rows={futures.data ?? []}
        markets={markets.data ?? []}
        error={futures.isError && !futures.data ? futures.error : null}
      />
      <ImportPanel markets={markets.data ?? []} />
    </div>
  );
}

/** What futures have beside candles; without it funding counts as zero. */
function FuturesPanel({
  rows,
  markets,
  error,
}: {
  rows: FuturesCoverage[];
  markets: Market[];
  error: Error | null;
}) {
  return (
    <Panel flush title="Funding rates and mark prices" note="Of futures">
      {error ? (
        <div className="pad">
          <Failure error={error} />
        </div>
      ) : rows.length === 0 ? (
        <Empty title="None yet">
          Backtests of futures pay no funding and are liquidated on traded prices until you import
          funding rates and mark prices below.
        </Empty>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th>Instrument</th>
                <th className="num">Funding rates</th>
                <th>From</th>
                <th>To</th>
                <th className="num">Mark candles 1m</th>
                <th>From</th>
                <th>To</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((r) => (
                <tr key={keyOf(r)}>
                  <td>
                    {r.symbol} <span className="muted">{marketName(markets, r.market_id)}</span>
                  </td>
                  <Span of={r.funding} />
                  <Span of={r.mark} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Span({ of }: { of: FuturesCoverage['funding'] }) {
  return of ? (
    <>
      <td className="num">{count(of.count)}</td>
      <td>
        <Time at={of.first} show="day" />
      </td>
      <td>
        <Time at={of.last} show="day" />
      </td>
    </>
  ) : (
    <>
      <td className="num">none</td>
      <td />
      <td />
    </>
  );
}

function keyOf(c: { market_id: number; symbol: string }): string {
  return `${c.market_id}:${c.symbol}`;
}

interface CoverageTableProps {
  rows: Coverage[];
  markets: Market[];
  selected: string;
  onSelect: (key: string) => void;
}

function CoverageTable({ rows, markets, selected, onSelect }: CoverageTableProps) {
  return (
    <div className="table-scroll">
      <table className="table coverage">
        <thead>
          <tr>
            <th>Instrument</th>
            <th className="num">Candles 1m</th>
            <th>From</th>
            <th>To</th>
            <th className="num">Holes</th>
            <th>By month</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((c) => (
            <tr
              key={keyOf(c)}
              className={`link${keyOf(c) === selected ? ' selected' : ''}`}
              onClick={() => onSelect(keyOf(c))}
            >
              <td>
                <button
                  type="button"
                  className="row-button"
                  aria-pressed={keyOf(c) === selected}
                  onClick={() => onSelect(keyOf(c))}
                >
                  {c.symbol}
                </button>{' '}
                <span className="muted">{marketName(markets, c.market_id)}</span>
                {c.synthetic && <span className="badge synthetic">synthetic</span>}
              </td>
              <td className="num">{count(c.candles)}</td>
              <td>
                <Time at={c.first} show="day" />
              </td>
              <td>
                <Time at={c.last} show="day" />
              </td>
              <td className="num">{c.holes.length === 0 ? 'none' : count(c.holes.length)}</td>
              <td>
                <MonthStrip coverage={c} compact />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function InstrumentPanel({ coverage, markets }: { coverage: Coverage; markets: Market[] }) {
  const [timeframe, setTimeframe] = useUrlState('tf', 'auto');
  return (
    <Panel
      title={coverage.symbol}
      note={`${marketName(markets, coverage.market_id)}${coverage.synthetic ? ', synthetic' : ''}`}
      flush
      actions={
        <>
          <Segmented
            label="Timeframe"
            value={timeframe}
            onChange={setTimeframe}
            options={[
              { value: 'auto', label: 'Auto' },
              ...TIMEFRAMES.map((t) => ({ value: t as string, label: t })),
            ]}
          />
          <LinkButton
            small
            to={`/optimizations/new?market=${coverage.market_id}&symbol=${coverage.symbol}`}
          >
            Optimize on it
          </LinkButton>
        </>
      }
    >
      <Suspense fallback={<Skeleton height={420} />}>
        <CandleChart
          marketId={coverage.market_id}
          symbol={coverage.symbol}
          from={Date.parse(coverage.first)}
          to={Date.parse(coverage.last) + timeframeMillis('1m')}
          timeframe={timeframe}
          finest="1m"
          height={420}
        />
      </Suspense>
      <div className="instrument-more">
        <MonthStrip coverage={coverage} />
        <Holes coverage={coverage} />
        <GapsTable coverage={coverage} />
      </div>
    </Panel>
  );
}

const HOLE_TYPES = Object.entries(HOLE_WORDS).map(([value, label]) => ({ value, label }));

function Holes({ coverage }: { coverage: Coverage }) {
  const client = useQueryClient();
  const holes = coverage.holes;
  const tell = useMutation({
    mutationFn: ({ hole, type }: { hole: Hole; type: Hole['type'] }) =>
      answer<Hole[]>(
        api.PUT('/api/v1/holes', {
          body: {
            market_id: coverage.market_id,
            symbol: coverage.symbol,
            from: hole.from,
            to: hole.to,
            type,
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['coverage'] }),
  });
  if (holes.length === 0) {
    return <p className="muted">No holes: every minute between the first and the last is there.</p>;
  }
  const shown = holes.slice(0, 50);
  return (
    <div>
      {tell.isError && <Failure error={tell.error} />}
      <table className="table holes">
        <thead>
          <tr>
            <th>Hole from</th>
            <th>To</th>
            <th className="num">Length</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((h) => (
            <tr key={h.from}>
              <td>{minute(h.from)}</td>
              <td>{minute(h.to)}</td>
              <td className="num">{duration(h.minutes * 60)}</td>
              <td>
                <Select
                  label={`Why candles are absent from ${minute(h.from)}`}
                  value={h.type}
                  onChange={(type) => tell.mutate({ hole: h, type: type as Hole['type'] })}
                  options={HOLE_TYPES}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {holes.length > shown.length && (
        <p className="muted">and {count(holes.length - shown.length)} more</p>
      )}
    </div>
  );
}
