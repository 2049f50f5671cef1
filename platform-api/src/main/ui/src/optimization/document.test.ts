import { describe, expect, it } from 'vitest';
import {
  axesOf,
  axisCount,
  axisValue,
  combinationIndex,
  combinations,
  freeId,
  getIn,
  removeIndicator,
  renameIndicator,
  retypeIndicator,
  setIn,
  type OptimizationDocument,
} from './document';
import type { Indicator } from '../api/types';
import { TEMPLATES } from './templates';

const start = {
  market_id: 1,
  symbol: 'BTCUSDT',
  from: '2024-01-01T00:00:00Z',
  to: '2025-01-01T00:00:00Z',
};
const cross = (): OptimizationDocument => TEMPLATES[0]!.build(start);

describe('axes', () => {
  it('count like the grid: both ends included, in decimals', () => {
    expect(axisCount({ from: 5, to: 104, step: 1 })).toBe(100);
    expect(axisCount({ from: 0.1, to: 0.3, step: 0.1 })).toBe(3);
    expect(axisCount({ from: 1, to: 3, step: 0.1 })).toBe(21);
    expect(axisCount({ from: 1, to: 2, step: 0.3 })).toBe(4);
    expect(axisCount([1, null, 'close'])).toBe(3);
    expect(axisCount({ from: 5, to: 4, step: 1 })).toBe(0);
    expect(axisCount({ from: 5, to: 9, step: 0 })).toBe(0);
    expect(axisCount({ from: 'x', to: 9, step: 1 } as never)).toBe(0);
  });

  it('have values without the dust of binary fractions', () => {
    expect(axisValue({ from: 0.1, to: 1, step: 0.1 }, 2)).toBe(0.3);
    expect(axisValue([3, null], 1)).toBeNull();
  });

  it('are ordered by name and the last one is fastest', () => {
    const axes = axesOf({ ...cross(), space: { b: [1, 2, 3], a: [1, 2], 'a.z': [1] } });
    expect(axes.map((a) => a.name)).toEqual(['a', 'a.z', 'b']);
    expect(combinationIndex(axes, { a: 1, b: 2 })).toBe(5);
  });

  it('multiply to the number of combinations', () => {
    expect(combinations(cross())).toBe(100_000);
    expect(combinations({ ...cross(), space: {} })).toBe(0);
  });
});

describe('editing', () => {
  it('copies what changes and shares the rest', () => {
    const before = cross();
    const after = setIn(before, ['strategy', 'indicators', 'fast', 'window'], 7);
    expect(getIn(after, ['strategy', 'indicators', 'fast', 'window'])).toBe(7);
    expect(getIn(before, ['strategy', 'indicators', 'fast', 'window'])).toBe(20);
    expect(after.strategy.long).toBe(before.strategy.long);
    expect(setIn(before, ['top'], undefined)).not.toHaveProperty('top');
  });

  it('renames an indicator in rules, axes and constraints', () => {
    const after = renameIndicator(cross(), 'fast', 'quick');
    expect(Object.keys(after.strategy.indicators)).toEqual(['quick', 'slow']);
    expect(after.strategy.long?.entry).toEqual({ cross_above: ['quick', 'slow'] });
    expect(Object.keys(after.space)).toEqual(['quick.window', 'slow.window']);
    expect(after.constraints).toEqual(['quick.window < slow.window']);
  });

  it('renames outputs and leaves constants and other names alone', () => {
    const bands = TEMPLATES.find((t) => t.id === 'bollinger-breakout')!.build(start);
    const after = renameIndicator(bands, 'bb', 'bands');
    expect(after.strategy.long?.entry).toEqual({ cross_above: ['close', 'bands.upper'] });
    const reversion = TEMPLATES.find((t) => t.id === 'rsi-reversion')!.build(start);
    expect(renameIndicator(reversion, 'rsi', 'r').strategy.long?.entry).toEqual({
      cross_above: ['r', { const: 'oversold' }],
    });
  });

  it('does not rename over another indicator', () => {
    const before = cross();
    expect(renameIndicator(before, 'fast', 'slow')).toBe(before);
  });

  it('removes an indicator together with its axes', () => {
    const after = removeIndicator(cross(), 'fast');
    expect(after.strategy.indicators).not.toHaveProperty('fast');
    expect(Object.keys(after.space)).toEqual(['slow.window']);
  });

  it('finds a free name', () => {
    expect(freeId({ sma: 1, sma_2: 1 }, 'sma')).toBe('sma_3');
    expect(freeId({}, 'sma')).toBe('sma');
  });
});

describe('another type for an indicator', () => {
  const param = (name: string, value: number) => ({
    name,
    type: 'integer' as const,
    min: 2,
    max: 2000,
    step: 1,
    default: value,
  });
  const definition = (id: string, params: string[], outputs: string[], source: boolean): Indicator => ({
    id,
    version: 1,
    title: id,
    params: params.map((name) => param(name, 7)),
    has_source: source,
    outputs,
  });

  it('keeps what both types have', () => {
    const before = setIn(cross(), ['strategy', 'indicators', 'fast', 'source'], 'hl2');
    const after = retypeIndicator(before, 'fast', definition('roc', ['window'], ['value'], true));
    expect(after.strategy.indicators.fast).toEqual({ type: 'roc', window: 20, source: 'hl2' });
    expect(after.space['fast.window']).toBeDefined();
    expect(after.strategy.long?.entry).toEqual({ cross_above: ['fast', 'slow'] });
  });

  it('drops parameters, axes and a source that the new one lacks, and names an output', () => {
    const macd = definition('macd', ['fast_window', 'slow_window'], ['line', 'signal'], true);
    const after = retypeIndicator(cross(), 'fast', macd);
    expect(after.strategy.indicators.fast).toEqual({ type: 'macd', fast_window: 7, slow_window: 7 });
    expect(Object.keys(after.space)).toEqual(['slow.window']);
    expect(after.strategy.long?.entry).toEqual({ cross_above: ['fast.line', 'slow'] });
    const again = retypeIndicator(after, 'fast', definition('obv', [], ['value'], false));
    expect(again.strategy.indicators.fast).toEqual({ type: 'obv' });
    expect(again.strategy.long?.entry).toEqual({ cross_above: ['fast', 'slow'] });
  });
});
