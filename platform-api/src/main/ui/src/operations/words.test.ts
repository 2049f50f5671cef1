import { describe, expect, it } from 'vitest';
import { until } from './words';

const NOW = Date.parse('2026-01-01T00:00:00Z');

describe('how long until', () => {
  it('is said in whole seconds and up', () => {
    expect(until('2026-01-01T00:00:20.4Z', NOW)).toBe('in 21 s');
    expect(until('2026-01-01T00:05:00Z', NOW)).toBe('in 5 min');
  });

  it('is due when it has passed, and nothing when it never comes', () => {
    expect(until('2025-12-31T23:59:00Z', NOW)).toBe('due now');
    expect(until(null, NOW)).toBe('');
  });
});
