import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  type ISeriesApi,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useEventStream } from '../api/stream';
import {
  candles as candlesQuery,
  coverageOf,
  subscriptions as subscriptionsQuery,
} from '../api/queries';
import type { IngestState, LiveCandle } from '../api/types';
import { token, useTheme } from '../app/theme';
import '../charts/charts.css';
import { chartOptions } from '../charts/theme';
import { Select } from '../design/controls';
import { LiveMark } from '../design/LiveMark';
import { Empty, Failure, Panel, Sign, Time } from '../design/parts';
import { count, percent, price, quantity } from '../format/number';
import { MonthStrip } from '../marketdata/MonthStrip';

interface LiveChartProps {
  market: IngestState;
  name: string;
  symbol: string;
  onSymbol: (symbol: string) => void;
}

const MINUTE = 60_000;

/** This many candles are on screen when it opens. */
const SHOWN = 240;

/** The last candles of a symbol, moving as its minutes close. */
export default function LiveChart({ market, name, symbol, onSymbol }: LiveChartProps) {
  const subscribed = useQuery(subscriptionsQuery(market.market_id));
  const symbols = subscribed.data?.symbols ?? [];
  const shown = symbols.includes(symbol) ? symbol : (symbols[0] ?? '');
  return (
    <Panel
      title={shown || 'Live candles'}
      note={name}
      flush
      actions={
        symbols.length > 0 && (
          <Select
            label="Symbol of the chart"
            value={shown}
            onChange={onSymbol}
            options={symbols.map((s) => ({ value: s, label: s }))}
          />
        )
      }
    >
      {subscribed.isError && !subscribed.data ? (
        <div className="pad">
          <Failure error={subscribed.error} retry={() => void subscribed.refetch()} />
        </div>
      ) : shown ? (
        <>
          <Chart key={shown} marketId={market.market_id} symbol={shown} />
          <Stored marketId={market.market_id} symbol={shown} />
        </>
      ) : (
        <div className="live-chart">
          <Empty title="Nothing is taken in from this market">
            Add symbols beside: their candles are stored and shown here as their minutes close.
            Without a connection to the exchanges, try it with <code>./candlegrid up --simulate</code>.
          </Empty>
        </div>
      )}
    </Panel>
  );
}

/** Which months of the symbol are stored, and how whole they are. */
function Stored({ marketId, symbol }: { marketId: number; symbol: string }) {
  const stored = useQuery(coverageOf(marketId, symbol));
  const own = stored.data?.[0];
  if (!own) {
    return null;
  }
  return (
    <div className="live-stored">
      <div className="live-stored-head">
        <span className="figures">
          <strong>{count(own.candles)}</strong> candles stored
        </span>
        <Link to={`/market-data?instrument=${marketId}:${symbol}`}>Gaps and coverage</Link>
      </div>
      <MonthStrip coverage={own} />
    </div>
  );
}

function Chart({ marketId, symbol }: { marketId: number; symbol: string }) {
  const theme = useTheme();
  const client = useQueryClient();
  const host = useRef<HTMLDivElement>(null);
  const body = useRef<ISeriesApi<'Candlestick'> | null>(null);
  const volume = useRef<ISeriesApi<'Histogram'> | null>(null);
  const bars = useRef<LiveCandle[]>([]);
  const [last, setLast] = useState<LiveCandle | null>(null);
  const [error, setError] = useState<unknown>(null);

  const load = useCallback(async () => {
    const to = Math.floor(Date.now() / MINUTE) * MINUTE + MINUTE;
    try {
      const stored = await client.fetchQuery({
        ...candlesQuery({
          market_id: marketId,
          symbol,
          timeframe: '1m',
          from: to - SHOWN * MINUTE,
          to,
          limit: SHOWN + 1,
        }),
        staleTime: 0,
      });
      const read = stored.ts.map((ts, i) => ({
        ts,
        open: stored.open[i] ?? 0,
        high: stored.high[i] ?? 0,
        low: stored.low[i] ?? 0,
        close: stored.close[i] ?? 0,
        volume: stored.volume[i] ?? 0,
      }));
      // What came by the stream while this was asked for is newer than the answer.
      const newest = read.at(-1)?.ts ?? 0;
      bars.current = [...read, ...bars.current.filter((bar) => bar.ts > newest)];
      draw(bars.current, body.current, volume.current);
      setLast(bars.current.at(-1) ?? null);
      setError(null);
    } catch (failure) {
      setError(failure);
    }
  }, [client, marketId, symbol]);

  const receive = useCallback(
    (data: string) => {
      const bar = JSON.parse(data) as LiveCandle;
      const before = bars.current.at(-1);
      if (before && bar.ts > before.ts + MINUTE) {
        // Minutes are absent in between: stored by now, or on their way over REST.
        bars.current.push(bar);
        void load();
      } else if (!before || bar.ts >= before.ts) {
        bars.current = [...bars.current.filter((b) => b.ts !== bar.ts), bar];
      } else {
        // A late or revised candle of the past.
        void load();
        return;
      }
      body.current?.update(candleOf(bar));
      volume.current?.update({ time: timeOf(bar), value: bar.volume });
      setLast(bar);
    },
    [load],
  );

  const url = useMemo(
    () => `/api/v1/ingest/candles/stream?${new URLSearchParams({ market_id: String(marketId), symbol })}`,
    [marketId, symbol],
  );
  const freshness = useEventStream({
    url,
    event: 'candle',
    onEvent: receive,
    onReconnect: () => void load(),
  });

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return undefined;
    }
    const made = createChart(element, chartOptions());
    const up = token('candle-up');
    const down = token('candle-down');
    body.current = made.addSeries(CandlestickSeries, {
      upColor: up,
      downColor: down,
      wickUpColor: up,
      wickDownColor: down,
      borderVisible: false,
      priceFormat: { type: 'custom', formatter: (p: number) => price(p), minMove: 1e-8 },
    });
    volume.current = made.addSeries(HistogramSeries, {
      color: `${token('line-strong')}99`,
      priceScaleId: 'volume',
      priceLineVisible: false,
      lastValueVisible: false,
    });
    made.priceScale('volume').applyOptions({ scaleMargins: { top: 0.86, bottom: 0 } });
    body.current.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0.18 } });
    made.timeScale().applyOptions({ rightOffset: 4 });
    draw(bars.current, body.current, volume.current);
    return () => {
      body.current = null;
      volume.current = null;
      made.remove();
    };
  }, [theme]);

  useEffect(() => void load(), [load]);

  const change = last && last.open !== 0 ? last.close / last.open - 1 : null;
  return (
    <div className="chart-box live-chart">
      <div ref={host} className="chart-host" />
      <div className="legend figures" aria-live="off">
        <LiveMark freshness={freshness} />
        {last && (
          <>
            <Time at={last.ts} />
            <strong>{price(last.close)}</strong>
            <Sign value={change}>{percent(change, 3)}</Sign>
            <span>V {quantity(last.volume)}</span>
          </>
        )}
      </div>
      {error ? (
        <div className="chart-error">
          <Failure error={error} retry={() => void load()} />
        </div>
      ) : (
        !last && (
          <div className="chart-error muted">
            The first candle comes when its minute closes, within 60 seconds.
          </div>
        )
      )}
    </div>
  );
}

function timeOf(bar: LiveCandle): UTCTimestamp {
  return (bar.ts / 1000) as UTCTimestamp;
}

function candleOf(bar: LiveCandle) {
  return { time: timeOf(bar), open: bar.open, high: bar.high, low: bar.low, close: bar.close };
}

function draw(
  bars: readonly LiveCandle[],
  body: ISeriesApi<'Candlestick'> | null,
  volume: ISeriesApi<'Histogram'> | null,
) {
  body?.setData(bars.map(candleOf));
  volume?.setData(bars.map((bar) => ({ time: timeOf(bar), value: bar.volume })));
}
