import { describe, expect, it } from 'vitest';
import type { IngestState } from '../api/types';
import { catchUp, lastMinute, symbolsOf, verdict, withSample, type Sample } from './ingest';

const NOW = Date.parse('2026-01-01T12:00:00Z');

function market(changes: Partial<IngestState>): IngestState {
  return {
    market_id: 1,
    state: 'live',
    last_candle: '2026-01-01T11:59:00Z',
    refused: {},
    ...changes,
  } as IngestState;
}

describe('the state of a market', () => {
  it('is live when connected and new', () => {
    expect(verdict(market({}), NOW).word).toBe('Live');
  });

  it('says what the server says', () => {
    expect(verdict(market({ state: 'off' }), NOW).tone).toBe('idle');
    expect(verdict(market({ state: 'starting' }), NOW).why).toContain('--roles worker');
    expect(verdict(market({ state: 'disconnected' }), NOW).tone).toBe('bad');
    expect(verdict(market({ state: 'catching_up' }), NOW).word).toBe('Catching up');
  });

  it('is more careful than the server about a silent market and refused symbols', () => {
    expect(verdict(market({ last_candle: '2026-01-01T11:50:00Z' }), NOW).word).toBe('Silent');
    expect(verdict(market({ refused: { XUSDT: 'unknown symbol' } }), NOW).why).toContain('XUSDT');
  });

  it('is not silent before its first candle could come', () => {
    expect(verdict(market({ last_candle: null }), NOW).word).toBe('Live');
  });
});

describe('candles of the last minute', () => {
  const bursts = (seconds: number[]): Sample[] =>
    seconds.reduce<Sample[]>(
      (all, s) => withSample(all, { at: NOW + s * 1000, count: 5 * Math.floor(s / 60) }),
      [],
    );

  it('does not swing between the bursts', () => {
    const seconds = Array.from({ length: 170 }, (_, i) => i * 2);
    for (let end = 40; end < seconds.length; end++) {
      expect(lastMinute(bursts(seconds.slice(0, end)))).toBe(5);
    }
  });

  it('is unknown before a minute was watched', () => {
    expect(lastMinute([])).toBeNull();
    expect(lastMinute(bursts([0, 30, 59]))).toBeNull();
  });

  it('begins anew when the counter did', () => {
    const samples = withSample([{ at: NOW, count: 900 }], { at: NOW + 2000, count: 3 });
    expect(samples).toEqual([{ at: NOW + 2000, count: 3 }]);
  });

  it('forgets what is old and ignores what came twice', () => {
    const samples = bursts([0, 100, 200, 300]);
    expect(samples.map((s) => (s.at - NOW) / 1000)).toEqual([200, 300]);
    expect(withSample(samples, { at: NOW + 300_000, count: 25 })).toHaveLength(2);
  });
});

describe('catching up', () => {
  it('is measured from the most that was behind', () => {
    let state = catchUp({ peak: 0, behind: 0 }, 100);
    state = catchUp(state, 40);
    expect(state).toEqual({ peak: 100, behind: 40 });
    expect(catchUp(state, 0)).toEqual({ peak: 0, behind: 0 });
  });
});

describe('symbols', () => {
  it('are read out of any list', () => {
    expect(symbolsOf(' btcusdt, ETHUSDT;\nBTCUSDT  solusdt ')).toEqual([
      'BTCUSDT',
      'ETHUSDT',
      'SOLUSDT',
    ]);
    expect(symbolsOf(' , ')).toEqual([]);
  });
});
