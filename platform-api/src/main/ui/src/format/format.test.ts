import { describe, expect, it } from 'vitest';
import { metric, metricCell, metricText } from './metric';
import { bytes, count, fixed, large, parameter, percent, price, progressPercent, signed } from './number';
import { ago, duration, minute, range } from './time';

describe('numbers', () => {
  it('keep their decimals and never show a negative zero', () => {
    expect(fixed(1234.5, 2)).toBe('1,234.50');
    expect(fixed(-0.001, 2)).toBe('0.00');
    expect(signed(0.001, 2)).toBe('0.00');
    expect(signed(1.5, 2)).toBe('+1.50');
    expect(signed(-1.5, 2)).toBe('-1.50');
    expect(fixed(null, 2)).toBe('–');
    expect(fixed(Number.NaN, 2)).toBe('–');
    expect(percent(0.1234)).toBe('12.34 %');
    expect(count(100000)).toBe('100,000');
  });

  it('give prices the decimals their size deserves', () => {
    expect(price(43210.5)).toBe('43,210.50');
    expect(price(1.2345)).toBe('1.2345');
    expect(price(0.00001234)).toBe('0.00001234');
  });

  it('show parameters so that they can be pasted', () => {
    expect(parameter(1109)).toBe('1109');
    expect(parameter(0.1 + 0.2)).toBe('0.3');
    expect(parameter(null)).toBe('off');
    expect(parameter('close')).toBe('close');
  });

  it('say large numbers and sizes in words', () => {
    expect(large(2.41e9)).toBe('2.41 billion');
    expect(large(4200)).toBe('4,200');
    expect(bytes(447_000_000)).toBe('447 MB');
    expect(bytes(1_900_000_000)).toBe('1.9 GB');
    expect(bytes(12)).toBe('12 B');
  });

  it('never call unfinished work finished', () => {
    expect(progressPercent(99_999, 100_000)).toBe('99.9 %');
    expect(progressPercent(100_000, 100_000)).toBe('100 %');
    expect(progressPercent(0, 0)).toBe('0 %');
  });
});

describe('times', () => {
  it('are UTC', () => {
    expect(minute('2024-01-31T14:05:09Z')).toBe('2024-01-31 14:05');
    expect(minute(null)).toBe('–');
    expect(range('2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z')).toBe('2024-01-01 to 2024-02-01');
    expect(range('2024-01-01T00:00:00Z', '2024-02-01T10:00:00Z')).toBe(
      '2024-01-01 00:00 to 2024-02-01 10:00',
    );
  });

  it('last as people say it', () => {
    expect(duration(0.42)).toBe('0.4 s');
    expect(duration(22.3)).toBe('22 s');
    expect(duration(200)).toBe('3 min 20 s');
    expect(duration(7500)).toBe('2 h 05 min');
    expect(duration(86_400 * 3 + 3600 * 4)).toBe('3 d 4 h');
    expect(duration(null)).toBe('–');
    expect(ago('2024-01-01T00:00:00Z', Date.parse('2024-01-01T02:00:00Z'))).toBe('2 h ago');
  });
});

describe('metrics', () => {
  it('carry their unit and sign', () => {
    expect(metricText(metric('total_return'), 0.1234)).toBe('+12.34 %');
    expect(metricText(metric('max_drawdown'), 0.2)).toBe('20.00 %');
    expect(metricCell(metric('sharpe'), -1.234)).toBe('-1.23');
    expect(metricCell(metric('trades'), 1200)).toBe('1,200');
    expect(metricCell(metric('sharpe'), null)).toBe('–');
    expect(metric('sharpe_vectorbt').label).toBe('sharpe vectorbt');
  });
});
