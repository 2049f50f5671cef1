import {
  AreaSeries,
  createChart,
  LineSeries,
  LineStyle,
  type ISeriesApi,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useEffect, useRef, useState } from 'react';
import type { EquityDay } from '../api/types';
import { token, useTheme } from '../app/theme';
import { fixed, percent } from '../format/number';
import { day } from '../format/time';
import './charts.css';
import { chartOptions } from './theme';

export interface Point {
  ts: number;
  value: number;
}

interface EquityChartProps {
  equity: readonly EquityDay[];
  benchmark: readonly Point[];
  height: number;
  /** What the two curves are called. */
  names?: readonly [string, string];
}

const NAMES = ['Strategy', 'Buy and hold'] as const;

/** Equity against buy-and-hold, with the drawdown under it. */
export default function EquityChart({ equity, benchmark, height, names = NAMES }: EquityChartProps) {
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ day: EquityDay; benchmark: number | undefined } | null>(null);

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return undefined;
    }
    const chart = createChart(element, {
      ...chartOptions(),
      timeScale: { ...chartOptions().timeScale, timeVisible: false },
    });
    const accent = token('accent');
    const format = { type: 'custom' as const, minMove: 0.01, formatter: (p: number) => fixed(p, 0) };
    const plain = { priceLineVisible: false, lastValueVisible: true } as const;
    const own = chart.addSeries(AreaSeries, {
      ...plain,
      lineColor: accent,
      lineWidth: 2,
      topColor: `${accent}38`,
      bottomColor: `${accent}05`,
      priceFormat: format,
    });
    const held = chart.addSeries(LineSeries, {
      ...plain,
      color: token('benchmark'),
      lineWidth: 1,
      lineStyle: LineStyle.Solid,
      priceFormat: format,
    });
    const loss = token('loss');
    const drawdown: ISeriesApi<'Area'> = chart.addSeries(
      AreaSeries,
      {
        ...plain,
        lastValueVisible: false,
        lineColor: loss,
        lineWidth: 1,
        topColor: `${loss}0d`,
        bottomColor: `${loss}4d`,
        invertFilledArea: true,
        priceFormat: {
          type: 'custom',
          minMove: 0.0001,
          formatter: (p: number) => `${fixed(p * 100, 0)} %`,
        },
      },
      1,
    );
    const time = (t: number) => (t / 1000) as UTCTimestamp;
    own.setData(equity.map((d) => ({ time: time(Date.parse(d.ts)), value: d.equity })));
    held.setData(benchmark.map((p) => ({ time: time(p.ts), value: p.value })));
    drawdown.setData(equity.map((d) => ({ time: time(Date.parse(d.ts)), value: -d.drawdown })));
    drawdown.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0.1 } });
    chart.panes()[0]?.setStretchFactor(7);
    chart.panes()[1]?.setStretchFactor(3);
    chart.timeScale().fitContent();
    const days = new Map(equity.map((d) => [Date.parse(d.ts), d]));
    const holding = new Map(benchmark.map((p) => [p.ts, p.value]));
    chart.subscribeCrosshairMove((event) => {
      const ts = Number(event.time) * 1000;
      const found = days.get(ts);
      setAt(found ? { day: found, benchmark: holding.get(ts) } : null);
    });
    return () => chart.remove();
  }, [equity, benchmark, theme]);

  const last = equity.at(-1);
  const shown = at ?? (last ? { day: last, benchmark: benchmark.at(-1)?.value } : null);
  return (
    <div className="chart-box" style={{ height }}>
      <div ref={host} className="chart-host" />
      {shown && (
        <div className="legend figures">
          <span>{day(shown.day.ts)}</span>
          <span className="key accent">
            {names[0]} {fixed(shown.day.equity, 2)}
          </span>
          {shown.benchmark !== undefined && (
            <span className="key held">
              {names[1]} {fixed(shown.benchmark, 2)}
            </span>
          )}
          <span className="key down">Drawdown {percent(shown.day.drawdown)}</span>
        </div>
      )}
    </div>
  );
}
