import { useQueryClient } from '@tanstack/react-query';
import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type Logical,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { candles as candlesQuery } from '../api/queries';
import type { Candles, Trade } from '../api/types';
import { token, useTheme } from '../app/theme';
import { Failure } from '../design/parts';
import { price, quantity } from '../format/number';
import { minute } from '../format/time';
import { timeframeMillis } from '../optimization/document';
import './charts.css';
import { chartOptions } from './theme';
import { placeOf, timeAt, timeframeFor } from './timeline';
import { marksOf, TradesLayer } from './tradesLayer';

interface CandleChartProps {
  marketId: number;
  symbol: string;
  from: number;
  to: number;
  /** "auto" follows the zoom. */
  timeframe: string;
  /** No finer than this. */
  finest: string;
  height: number;
  trades?: readonly Trade[];
  selectedTrade?: number | undefined;
  /** A bar was clicked: its open time. */
  onPick?: (time: number) => void;
  /** The time of a bar to mark and keep in view. */
  focus?: number | undefined;
}

interface Loaded {
  timeframe: string;
  step: number;
  from: number;
  to: number;
  data: Candles;
}

/** Most bars on screen before a coarser timeframe is taken. */
const MOST_VISIBLE = 2400;
/** Candles are asked for in windows of this many bars. */
const WINDOW = 7200;

/**
 * Candles of any length of time: what is on screen is loaded at the timeframe that fits it, and
 * zooming in loads finer candles of the part in view.
 */
export default function CandleChart(props: CandleChartProps) {
  const { marketId, symbol, from, to, timeframe, finest, height, trades, selectedTrade, focus } = props;
  const pick = useRef(props.onPick);
  pick.current = props.onPick;
  const theme = useTheme();
  const client = useQueryClient();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<IChartApi | null>(null);
  const series = useRef<ISeriesApi<'Candlestick'> | null>(null);
  const volume = useRef<ISeriesApi<'Histogram'> | null>(null);
  const layer = useRef<TradesLayer | null>(null);
  const loaded = useRef<Loaded | null>(null);
  const busy = useRef(0);
  /** The bar last brought into view; from then on the zoom is the reader's. */
  const brought = useRef<number | undefined>(undefined);
  const [error, setError] = useState<unknown>(null);
  const [shown, setShown] = useState<{ timeframe: string; at: number | null }>({
    timeframe: '',
    at: null,
  });
  const [loading, setLoading] = useState(true);
  const marks = useMemo(() => marksOf(trades ?? []), [trades]);

  /** Loads what shows [start, end) and puts exactly that on screen. */
  const show = useCallback(
    async (start: number, end: number, exact: string | null) => {
      const ticket = ++busy.current;
      const chosen = exact ?? timeframeFor(end - start, finest, MOST_VISIBLE);
      const step = timeframeMillis(chosen);
      const whole = (to - from) / step <= WINDOW;
      const margin = Math.max(0, (WINDOW * step - (end - start)) / 2);
      const windowFrom = whole ? from : Math.max(from, Math.floor((start - margin) / step) * step);
      const windowTo = whole ? to : Math.min(to, Math.ceil((end + margin) / step) * step);
      setLoading(true);
      try {
        const data = await client.fetchQuery(
          candlesQuery({
            market_id: marketId,
            symbol,
            timeframe: chosen,
            from: windowFrom,
            to: windowTo,
            limit: 20_000,
          }),
        );
        if (ticket !== busy.current || !chart.current || !series.current) {
          return;
        }
        loaded.current = { timeframe: chosen, step, from: windowFrom, to: windowTo, data };
        put(data, series.current, volume.current);
        layer.current?.setBars(data.ts, step);
        chart.current.timeScale().setVisibleLogicalRange({
          from: placeOf(data.ts, step, start) as Logical,
          to: placeOf(data.ts, step, end) as Logical,
        });
        setShown({ timeframe: chosen, at: null });
        setError(null);
      } catch (failure) {
        if (ticket === busy.current) {
          setError(failure);
        }
      } finally {
        if (ticket === busy.current) {
          setLoading(false);
        }
      }
    },
    [client, marketId, symbol, from, to, finest],
  );

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return undefined;
    }
    const made = createChart(element, chartOptions());
    const up = token('candle-up');
    const down = token('candle-down');
    const body = made.addSeries(CandlestickSeries, {
      upColor: up,
      downColor: down,
      wickUpColor: up,
      wickDownColor: down,
      borderVisible: false,
      priceLineVisible: false,
      lastValueVisible: false,
      priceFormat: { type: 'custom', formatter: (p: number) => price(p), minMove: 1e-8 },
    });
    const bars = made.addSeries(HistogramSeries, {
      color: `${token('line-strong')}99`,
      priceScaleId: 'volume',
      priceLineVisible: false,
      lastValueVisible: false,
    });
    made.priceScale('volume').applyOptions({ scaleMargins: { top: 0.86, bottom: 0 } });
    body.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.18 } });
    chart.current = made;
    series.current = body;
    volume.current = bars;
    if (marks.length > 0 || pick.current) {
      layer.current = new TradesLayer(marks, {
        win: token('profit'),
        loss: token('loss'),
        entry: token('accent'),
        ground: token('surface'),
        selected: token('text'),
      });
      body.attachPrimitive(layer.current);
    }

    let timer: ReturnType<typeof setTimeout> | undefined;
    made.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      const now = loaded.current;
      if (!range || !now || now.data.ts.length === 0) {
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => {
        const span = (range.to - range.from) * now.step;
        const start = Math.max(from, timeAt(now.data.ts, now.step, range.from));
        const end = Math.min(to, start + span);
        const fitting =
          timeframe === 'auto' ? timeframeFor(end - start, finest, MOST_VISIBLE) : now.timeframe;
        const outside =
          (range.from < 0 && now.from > from) || (range.to > now.data.ts.length && now.to < to);
        if (fitting !== now.timeframe || outside) {
          void show(start, end, timeframe === 'auto' ? null : timeframe);
        }
      }, 180);
    });
    made.subscribeCrosshairMove((event) => {
      const at = event.logical;
      setShown((old) => ({ ...old, at: at === undefined ? null : Math.round(at) }));
    });

    made.subscribeClick((event) => {
      const at = event.logical === undefined ? -1 : Math.round(event.logical);
      const time = loaded.current?.data.ts[at];
      if (time !== undefined) {
        pick.current?.(time);
      }
    });

    const before = loaded.current;
    const view = made.timeScale();
    if (before) {
      // A new theme: the same candles in other colours.
      put(before.data, body, bars);
      layer.current?.setBars(before.data.ts, before.step);
      view.fitContent();
    }
    return () => {
      clearTimeout(timer);
      made.remove();
      chart.current = null;
      layer.current = null;
    };
  }, [theme, marks, from, to, finest, timeframe, show]);

  useEffect(() => {
    if (timeframe === 'auto') {
      void show(from, to, null);
    } else {
      const step = timeframeMillis(timeframe);
      void show(Math.max(from, to - step * 400), to, timeframe);
    }
  }, [timeframe, from, to, show]);

  useEffect(() => {
    const mark = selectedTrade === undefined ? undefined : marks[selectedTrade];
    layer.current?.select(selectedTrade ?? -1);
    if (mark) {
      const length = Math.max(mark.exitTime - mark.entryTime, timeframeMillis(finest) * 30);
      void show(
        Math.max(from, mark.entryTime - length),
        Math.min(to, mark.exitTime + length),
        null,
      ).then(() => layer.current?.select(selectedTrade ?? -1));
    }
  }, [selectedTrade, marks, finest, from, to, show]);

  useEffect(() => {
    layer.current?.focus(focus ?? null);
    const now = loaded.current;
    const visible = chart.current?.timeScale().getVisibleLogicalRange();
    if (focus === undefined) {
      brought.current = undefined;
      return;
    }
    if (loading || !now || !visible || brought.current === focus) {
      return;
    }
    brought.current = focus;
    const mark = selectedTrade === undefined ? undefined : marks[selectedTrade];
    if (mark && mark.entryTime <= focus && focus <= mark.exitTime) {
      // The trade is being shown, and the bar with it.
      return;
    }
    const bar = timeframeMillis(finest);
    const place = placeOf(now.data.ts, now.step, focus);
    if (place < visible.from + 1 || place > visible.to - 1 || now.step > bar) {
      void show(Math.max(from, focus - 60 * bar), Math.min(to, focus + 60 * bar), null);
    }
  }, [focus, loading, finest, from, to, show, marks, selectedTrade, theme]);

  const data = loaded.current?.data;
  const at = data && shown.at !== null && shown.at >= 0 && shown.at < data.ts.length ? shown.at : null;
  return (
    <div className="chart-box" style={{ height }}>
      <div ref={host} className="chart-host" />
      <div className="legend figures" aria-live="off">
        <strong>{symbol}</strong>
        <span>{loading ? 'loading' : shown.timeframe}</span>
        {data && at !== null && (
          <>
            <span>{minute(data.ts[at])}</span>
            <span>O {price(data.open[at])}</span>
            <span>H {price(data.high[at])}</span>
            <span>L {price(data.low[at])}</span>
            <span>C {price(data.close[at])}</span>
            <span>V {quantity(data.volume[at])}</span>
          </>
        )}
      </div>
      {error ? (
        <div className="chart-error">
          <Failure error={error} retry={() => void show(from, to, null)} />
        </div>
      ) : null}
      {!loading && !error && data?.ts.length === 0 && (
        <div className="chart-error muted">
          No full candle of {shown.timeframe} is in this range. Try a finer timeframe.
        </div>
      )}
    </div>
  );
}

function put(
  data: Candles,
  series: ISeriesApi<'Candlestick'>,
  volume: ISeriesApi<'Histogram'> | null,
) {
  series.setData(
    data.ts.map((t, i) => ({
      time: (t / 1000) as UTCTimestamp,
      open: data.open[i] ?? 0,
      high: data.high[i] ?? 0,
      low: data.low[i] ?? 0,
      close: data.close[i] ?? 0,
    })),
  );
  volume?.setData(
    data.ts.map((t, i) => ({ time: (t / 1000) as UTCTimestamp, value: data.volume[i] ?? 0 })),
  );
}
