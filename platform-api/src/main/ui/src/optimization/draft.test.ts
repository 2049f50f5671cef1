import { describe, expect, it } from 'vitest';
import { decode, encode, parse } from './draft';
import { listText, parseList, defaultRange } from './ParameterRow';
import { messageAt, messageUnder } from './validation';

describe('the draft', () => {
  it('survives the address', () => {
    const text = '{"symbol":"BTCUSDT","note":"√ ÷ +/="}';
    expect(decode(encode(text))).toBe(text);
    expect(encode(text)).toMatch(/^[\w-]+$/);
    expect(decode('%%%')).toBeNull();
  });

  it('fills in what the form needs from an incomplete document', () => {
    const read = parse('{"strategy":{"indicators":{"a":null}},"space":3}');
    expect(read).toMatchObject({
      document: { space: {}, range: {}, strategy: { instrument: {}, indicators: { a: { type: '' } } } },
    });
    expect(parse('[]')).toHaveProperty('problem');
    expect(parse('{')).toHaveProperty('problem');
  });

  it('reads lists of values as people write them', () => {
    expect(parseList('1, 2.5,off , close,')).toEqual([1, 2.5, null, 'close']);
    expect(listText([1, null, 'close'])).toBe('1, off, close');
  });

  it('suggests a range around a value', () => {
    expect(defaultRange(20, 1)).toEqual({ from: 10, to: 40, step: 1 });
    expect(defaultRange(2, 0.1)).toEqual({ from: 1, to: 4, step: 0.1 });
  });
});

describe('errors', () => {
  const errors = [
    { path: 'strategy.long.entry.all[1].gt[0]', code: 'x', message: 'no such operand' },
    { path: 'space.fast.window', code: 'x', message: 'no such parameter' },
  ];
  it('are found at their field, whichever way the path is written', () => {
    expect(messageAt(errors, 'strategy.long.entry.all.1.gt.0')).toBe('no such operand');
    expect(messageAt(errors, 'strategy.long.entry')).toBeUndefined();
    expect(messageUnder(errors, 'strategy.long.entry')).toBe('no such operand');
    expect(messageUnder(errors, 'space.fast')).toBe('no such parameter');
    expect(messageUnder(errors, 'space.fas')).toBeUndefined();
  });
});
