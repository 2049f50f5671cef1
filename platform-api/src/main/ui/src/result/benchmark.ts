import type { Candles, EquityDay, Report } from '../api/types';
import type { Point } from '../charts/EquityChart';

const DAY = 86_400_000;

/**
 * Holding from the first close, marked at the last close of each day of the equity curve; a day
 * without candles carries over. The last point is the report's own benchmark return.
 */
export function buyAndHold(report: Report, first: Candles, closes: Candles, initial: number): Point[] {
  const base = first.close[0];
  if (base === undefined || closes.ts.length === 0) {
    return [];
  }
  const lastOfDay = new Map<number, number>();
  closes.ts.forEach((ts, i) => {
    const close = closes.close[i];
    if (close !== undefined) {
      lastOfDay.set(Math.floor(ts / DAY) * DAY, close);
    }
  });
  let held = base;
  const points = report.equity_daily.map((d: EquityDay) => {
    const ts = Date.parse(d.ts);
    held = lastOfDay.get(Math.floor(ts / DAY) * DAY) ?? held;
    return { ts, value: (initial * held) / base };
  });
  const total = report.metrics.benchmark_return;
  const last = points.at(-1);
  if (last && total !== null && total !== undefined) {
    last.value = initial * (1 + total);
  }
  return points;
}

/** Initial equity of a report: its own growth undone, when no document says it. */
export function initialEquity(document: unknown): number {
  const value = (document as { initial_equity?: unknown } | null)?.initial_equity;
  return typeof value === 'number' ? value : 10_000;
}
