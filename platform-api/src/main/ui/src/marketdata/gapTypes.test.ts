import { describe, expect, it } from 'vitest';
import { nextMonth, shares, type MonthCoverage } from './gapTypes';

const month = (absent: Record<string, number>): MonthCoverage =>
  ({ month: '2024-02', candles: 41_000, expected: 41_760, absent }) as MonthCoverage;

describe('what a month lacks', () => {
  it('is a share of its cell, worst first', () => {
    expect(shares(month({ VENUE_HALT: 4176, INGEST_GAP: 20_880 }))).toEqual([
      { type: 'INGEST_GAP', percent: 50 },
      { type: 'VENUE_HALT', percent: 10 },
    ]);
  });

  it('is seen however small it is', () => {
    expect(shares(month({ UNKNOWN: 1 }))).toEqual([{ type: 'UNKNOWN', percent: 8 }]);
  });

  it('is nothing in a whole month', () => {
    expect(shares(month({}))).toEqual([]);
    expect(shares(month({ UNKNOWN: 0 }))).toEqual([]);
  });
});

it('knows where a month ends', () => {
  expect(new Date(nextMonth(Date.UTC(2024, 11, 1))).toISOString()).toBe('2025-01-01T00:00:00.000Z');
});
