import { describe, expect, it } from 'vitest';
import type { IngestState } from '../api/types';
import { catchUp, symbolsOf, verdict } from './ingest';

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
