import { describe as suite, expect, it } from 'vitest';
import { describe, viewOf, withCondition, withoutPart } from './rules';

suite('rules', () => {
  it('read as sentences', () => {
    expect(describe({ cross_above: ['fast', 'slow'] })).toBe('fast crosses above slow');
    expect(
      describe({ all: [{ cross_above: ['fast', 'slow'] }, { any: [{ lt: ['rsi', 70] }, { not: { gt: ['close', { const: 'level' }] } }] }] }),
    ).toBe('fast crosses above slow and (rsi is below 70 or not (close is above level))');
  });

  it('are told apart, and what the form can not show is said to be so', () => {
    expect(viewOf({ gt: ['a', 1] }).kind).toBe('comparison');
    expect(viewOf({ gt: ['a'] }).kind).toBe('unknown');
    expect(viewOf({ gt: ['a', 1], lt: ['a', 1] }).kind).toBe('unknown');
    expect(viewOf(null).kind).toBe('unknown');
  });

  it('grow and shrink', () => {
    const one = { gt: ['a', 1] };
    const two = withCondition(one, { lt: ['b', 2] });
    expect(two).toEqual({ all: [one, { lt: ['b', 2] }] });
    expect(withCondition(two, one)).toEqual({ all: [one, { lt: ['b', 2] }, one] });
    expect(withoutPart(two, 1)).toEqual(one);
    expect(withoutPart({ all: [one] }, 0)).toBeNull();
  });
});
