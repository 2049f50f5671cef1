import { describe, expect, it } from 'vitest';
import type { Inspection, InspectedBar, RuleTruth } from '../api/types';
import { differenceText } from '../compare/differences';
import { fromAddress, toAddress } from '../compare/sides';
import { metric } from '../format/metric';
import { asBacktest, encode, HASH, textInAddress } from '../optimization/draft';
import { byPeer, compatibilityColumn } from './compatibility';
import { groupBars, holdingBars, returnBars } from './distribution';
import { beforeText, headline, isNearTheEdge, placeOfBar, ruleText, verdict } from './inspection';

const operand = (name: string, now: number | null, before: number | null = null) => ({ name, now, before });
const rule = (op: string, holds: boolean, defined: boolean, operands: RuleTruth['operands'] = []): RuleTruth => ({
  op,
  holds,
  defined,
  parts: [],
  operands,
});
const at = (hour: number) => new Date(Date.UTC(2024, 0, 1, hour)).toISOString();
const bars = (from: number, to: number): Inspection =>
  ({
    timeframe: '1h',
    first: at(0),
    last: at(23),
    bars: Array.from({ length: to - from }, (_, i) => ({ ts_open: at(from + i) })),
  }) as unknown as Inspection;

describe('the inspector', () => {
  it('finds the bar that a time is in', () => {
    expect(placeOfBar(bars(4, 20), Date.parse(at(5)) + 59 * 60_000)).toBe(1);
    expect(placeOfBar(bars(4, 20), Date.parse(at(3)))).toBe(-1);
  });

  it('asks for more near the edges, but not where the run begins or ends', () => {
    expect(isNearTheEdge(bars(4, 20), 2)).toBe(true);
    expect(isNearTheEdge(bars(4, 20), 13)).toBe(true);
    expect(isNearTheEdge(bars(4, 20), 8)).toBe(false);
    expect(isNearTheEdge(bars(0, 24), 0)).toBe(false);
    expect(isNearTheEdge(bars(0, 24), 23)).toBe(false);
  });

  it('says rules with their values', () => {
    const cross = rule('cross_above', false, true, [operand('fast', 101.25, 99), operand('slow', 100, 99.5)]);
    expect(ruleText(cross)).toBe('fast 101.25 crosses above slow 100');
    expect(beforeText(cross)).toBe('before: 99 and 99.5');
    expect(ruleText(rule('lt', true, true, [operand('rsi', 12), operand('30', 30)]))).toBe('rsi 12 is below 30');
    expect(ruleText(rule('gt', false, false, [operand('rsi', null), operand('30', 30)]))).toBe(
      'rsi no value is above 30',
    );
    expect([verdict(cross), verdict(rule('all', true, true)), verdict(rule('any', false, false))]).toEqual([
      'false',
      'true',
      'undefined',
    ]);
  });

  it('heads a bar with what happened', () => {
    const bar = (events: string[], rest: Partial<InspectedBar> = {}) =>
      ({ traded: true, position_before: null, events: events.map((type) => ({ type })), ...rest }) as InspectedBar;
    expect(headline(bar([]))).toBe('flat, no trade');
    expect(headline(bar(['exited', 'entered']))).toBe('exit, entry');
    expect(headline(bar([], { traded: false }))).toBe('Warm-up');
  });
});

describe('distributions', () => {
  it('label bins of returns in percent with the decimals of their width', () => {
    const [first, second] = returnBars([
      { from: -0.005, to: 0, count: 2 },
      { from: 0, to: 0.005, count: 1 },
    ]);
    expect(first).toEqual({ label: '-0.5', value: 2, tip: '-0.5 to 0.0 %: 2 trades', tone: 'loss' });
    expect(second?.tip).toBe('0.0 to +0.5 %: 1 trade');
  });

  it('leave out holding times that nothing has at the ends', () => {
    const bins = [0, 60, 300, 900].map((from, i) => ({
      from,
      to: [60, 300, 900, null][i] as number,
      count: [0, 1, 0, 2][i] ?? 0,
    }));
    expect(holdingBars(bins).map((b) => b.label)).toEqual(['1 min', '5 min', '15 min']);
    expect(holdingBars(bins).at(-1)?.tip).toBe('15 min and longer: 2 trades');
    expect(holdingBars([])).toEqual([]);
  });

  it('tell an hour without trades', () => {
    expect(groupBars([{ key: 'monday', trades: 0, wins: 0, pnl: 0, mean_return: null }])).toEqual([
      { label: 'Mon', value: 0, tip: 'monday: no trade', tone: 'win' },
    ]);
  });
});

describe('compatibility', () => {
  it('groups columns by program and shows unknown ones as they are', () => {
    expect(byPeer({ sharpe_vectorbt: 1, sharpe_freqtrade: null, omega_vectorbt: 2, odd: 3 })).toEqual([
      ['vectorbt', [['sharpe_vectorbt', 1], ['omega_vectorbt', 2]]],
      ['freqtrade', [['sharpe_freqtrade', null]]],
      ['other', [['odd', 3]]],
    ]);
    expect(compatibilityColumn('sqn_backtrader').formula).toContain('std₀');
  });
});

describe('the sides of a comparison', () => {
  const job = '7b1c2f5e-5e0a-4a39-9a0e-0c1d2e3f4a5b';
  it('come back from their address', () => {
    const sides = {
      left: { kind: 'trial' as const, job, index: 4711 },
      right: { kind: 'backtest' as const, document: '{"symbol":"Ω&="}' },
    };
    const url = new URL(toAddress(sides), 'http://localhost');
    expect(url.search).toBe(`?left=${encodeURIComponent(`${job}/4711`)}`);
    expect(fromAddress(url.search, url.hash)).toEqual(sides);
  });

  it('are not chosen when they can not be read', () => {
    expect(fromAddress('?left=x/1', '#right=%%%')).toEqual({ left: undefined, right: undefined });
    expect(fromAddress(`?left=${job}/-1`, `#right=${encode('no json')}`)).toEqual({
      left: undefined,
      right: undefined,
    });
  });
});

describe('differences of metrics', () => {
  it('have a sign, also for durations', () => {
    expect(differenceText(metric('max_drawdown_duration'), -59_400)).toBe('-16 h 30 min');
    expect(differenceText(metric('total_return'), 0.05)).toBe('+5.00 %');
    expect(differenceText(metric('trades'), 0)).toBe('');
  });
});

describe('a backtest document', () => {
  it('leaves out what only a search has', () => {
    const strategy = { schema: 'strategy/v1' } as never;
    expect(
      asBacktest({
        schema: 'optimization/v1',
        strategy,
        range: { from: 'a', to: 'b' },
        initial_equity: 5,
        space: { 'fast.window': [1] },
        objective: 'sharpe',
      }),
    ).toEqual({ schema: 'backtest/v1', strategy, range: { from: 'a', to: 'b' }, initial_equity: 5 });
  });

  it('is read from the address', () => {
    expect(textInAddress(`${HASH}${encode('{"a":1}')}`)).toBe('{"a":1}');
    expect(textInAddress('#else')).toBeNull();
  });
});
