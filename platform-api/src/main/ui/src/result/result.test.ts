import { describe, expect, it } from 'vitest';
import type { Candles, Report } from '../api/types';
import { placeOf, timeAt, timeframeFor } from '../charts/timeline';
import { buyAndHold } from './benchmark';
import { conventions, holes } from './conventions';
import { toCsv } from './csv';
import { yearsOf } from './months';

const DAY = 86_400_000;
const at = (day: number, hour = 0) => Date.UTC(2024, 0, day, hour);
const candles = (ts: number[], close: number[]): Candles => ({
  timeframe: '4h',
  ts,
  open: close,
  high: close,
  low: close,
  close,
  volume: close,
  truncated: false,
});
const report = (metrics: Record<string, number | null>): Report =>
  ({
    metrics,
    candles: { count: 1, first: '', last: '', gaps: [] },
    open_position: null,
    equity_daily: [1, 2, 3].map((d) => ({
      ts: new Date(at(d)).toISOString(),
      equity: 0,
      low: 0,
      drawdown: 0,
    })),
  }) as unknown as Report;

describe('buy and hold', () => {
  it('is marked at the last close of each day and carries over a day without candles', () => {
    const points = buyAndHold(
      report({ benchmark_return: 0.5 }),
      candles([at(1)], [100]),
      candles([at(1), at(1, 20), at(3, 4)], [101, 110, 140]),
      1000,
    );
    expect(points.map((p) => Math.round(p.value))).toEqual([1100, 1100, 1500]);
  });

  it('is nothing without candles', () => {
    expect(buyAndHold(report({}), candles([], []), candles([], []), 1000)).toEqual([]);
  });
});

describe('the chart of candles', () => {
  const ts = [0, 1, 2, 10, 11].map((i) => i * DAY);
  it('places times among bars, across a hole and beyond the ends', () => {
    expect(placeOf(ts, DAY, 1.5 * DAY)).toBe(1.5);
    expect(placeOf(ts, DAY, 10 * DAY)).toBe(3);
    expect(placeOf(ts, DAY, 5 * DAY)).toBeCloseTo(2.999);
    expect(placeOf(ts, DAY, -2 * DAY)).toBe(-2);
    expect(placeOf(ts, DAY, 13 * DAY)).toBe(6);
    expect(timeAt(ts, DAY, 3)).toBe(10 * DAY);
    expect(timeAt(ts, DAY, -1)).toBe(-DAY);
  });

  it('takes the finest timeframe that fits', () => {
    expect(timeframeFor(365 * DAY, '1m', 2400)).toBe('4h');
    expect(timeframeFor(DAY, '1m', 2400)).toBe('1m');
    expect(timeframeFor(DAY, '1h', 2400)).toBe('1h');
    expect(timeframeFor(9000 * DAY, '1m', 2400)).toBe('1d');
  });
});

describe('monthly returns', () => {
  it('compound to the year', () => {
    const [first, second] = yearsOf([
      { month: '2023-12', return: 0.1 },
      { month: '2024-01', return: 0.1 },
      { month: '2024-02', return: null },
      { month: '2024-03', return: -0.5 },
    ]);
    expect(first).toMatchObject({ year: '2023', total: expect.closeTo(0.1) });
    expect(second?.total).toBeCloseTo(-0.45);
    expect(second?.months.slice(0, 4)).toEqual([0.1, null, -0.5, undefined]);
  });
});

describe('conventions', () => {
  it('name fill, fees, size, holes and what was skipped', () => {
    const lines = conventions(
      {
        execution: { fill: 'close', fee_pct: 0.1, slippage_pct: 0 },
        sizing: { type: 'percent_equity', percent: 100 },
        stops: { stop_loss_pct: null },
      },
      report({ skipped_entries: 2, untested_minutes: 7 }),
    );
    expect(lines).toEqual([
      'fills at the close of the signal bar',
      'fee 0.1 % per fill',
      'no slippage',
      '100 % of equity per entry',
      'no holes in the candles',
      '2 skipped entries',
      '7 minutes in a position fell in absent bars',
    ]);
  });

  it('tell a halt of the venue from other holes', () => {
    expect(
      holes([{ from: '2021-09-29T07:00:00Z', to: '2021-09-29T09:00:00Z', minutes: 120, type: 'VENUE_HALT' }]),
    ).toBe('1 hole of 2 h in the candles (the venue did not trade), nothing fills in it');
  });
});

describe('csv', () => {
  it('quotes what needs it', () => {
    expect(toCsv(['a', 'b'], [['x,y', null], ['"', 1]])).toBe('a,b\r\n"x,y",\r\n"""",1\r\n');
  });
});
