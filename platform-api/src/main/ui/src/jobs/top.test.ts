import { describe, expect, it } from 'vitest';
import type { RankedTrial } from '../api/types';
import { matches, parseFilter } from './filter';
import { collapse, compareRows, twins } from './sorting';

const row = (rank: number, sharpe: number | null, same: number | null = null): RankedTrial => ({
  rank,
  index: rank * 10,
  parameters: { 'fast.window': rank, 'stops.stop_loss_pct': rank === 2 ? null : 1, 'execution.fill': 'close' },
  metrics: { sharpe, max_drawdown: 0.1 * rank, trades: 10 * rank },
  same_trades_as: same,
});
const rows = [row(1, 2), row(2, 1.5), row(3, null, 2), row(4, 1.5)];
const names = ['execution.fill', 'fast.window', 'stops.stop_loss_pct'];
const kept = (filter: string) => {
  const parsed = parseFilter(filter, names);
  return 'conditions' in parsed
    ? rows.filter((r) => matches(r, parsed.conditions)).map((r) => r.rank)
    : parsed.problem;
};

describe('the filter', () => {
  it('takes conditions on metrics and parameters', () => {
    expect(kept('sharpe > 1.5')).toEqual([1]);
    expect(kept('sharpe >= 1.5, trades < 30')).toEqual([1, 2]);
    expect(kept('fast.window = 4 and sharpe<2')).toEqual([4]);
    expect(kept('window > 3')).toEqual([4]);
    expect(kept('stop_loss_pct = off')).toEqual([2]);
    expect(kept('fill = close, rank <= 2')).toEqual([1, 2]);
    expect(kept('')).toEqual([1, 2, 3, 4]);
  });

  it('reads fractions in percent, as the table shows them', () => {
    expect(kept('max_drawdown < 25%')).toEqual([1, 2]);
  });

  it('says what it does not understand', () => {
    expect(kept('sharp > 1')).toContain('no column "sharp"');
    expect(kept('sharpe')).toContain('not a condition');
    expect(kept('sharpe > x')).toContain('not a number');
  });
});

describe('the order', () => {
  it('puts undefined last whichever way and keeps the rank on ties', () => {
    const column = { kind: 'metric', name: 'sharpe' } as const;
    const ranks = (down: boolean) =>
      [...rows].sort((a, b) => compareRows(a, b, column, down)).map((r) => r.rank);
    expect(ranks(true)).toEqual([1, 2, 4, 3]);
    expect(ranks(false)).toEqual([2, 4, 1, 3]);
  });
});

describe('rows with the same trades', () => {
  it('are one row that tells how many it stands for', () => {
    expect(collapse(rows).map((r) => r.rank)).toEqual([1, 2, 4]);
    expect(twins([...rows, row(5, 1, 3)])).toEqual(new Map([[2, 2]]));
  });
});
