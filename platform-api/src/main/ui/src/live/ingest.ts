import type { IngestState } from '../api/types';

/** How a market fares, in one word; "why" says what to do about it. */
export interface MarketVerdict {
  word: string;
  tone: 'good' | 'busy' | 'bad' | 'idle';
  why: string;
}

/** A candle is this old at its best moment: it opened a minute before it closed. */
const MINUTE = 60_000;

export function verdict(market: IngestState, now: number): MarketVerdict {
  switch (market.state) {
    case 'off':
      return {
        word: 'No subscriptions',
        tone: 'idle',
        why: 'Choose symbols below to take in their candles.',
      };
    case 'starting':
      return {
        word: 'Starting',
        tone: 'busy',
        why: 'A worker takes it within seconds. If not, there is none: ./candlegrid up --roles worker',
      };
    case 'disconnected':
      return {
        word: 'Disconnected',
        tone: 'bad',
        why: 'It is tried again for ever; what is missed is fetched over REST.',
      };
    case 'catching_up':
      return { word: 'Catching up', tone: 'busy', why: 'Missed minutes are fetched over REST.' };
    default:
      return connected(market, now);
  }
}

function connected(market: IngestState, now: number): MarketVerdict {
  // Not a number before the first candle, which is then not late.
  const newest = Date.parse(market.last_candle ?? '');
  if (now - newest > 4 * MINUTE) {
    return {
      word: 'Silent',
      tone: 'bad',
      why: 'No candle has come for minutes: see the runbook "canonical does not grow".',
    };
  }
  const refused = Object.keys(market.refused);
  if (refused.length > 0) {
    return {
      word: 'Live, some refused',
      tone: 'busy',
      why: `The exchange refused ${refused.slice(0, 3).join(', ')}${refused.length > 3 ? ' and others' : ''}.`,
    };
  }
  return { word: 'Live', tone: 'good', why: '' };
}

/** How far catching up is: the peak is the most that was behind since it was last at zero. */
export interface CatchUp {
  peak: number;
  behind: number;
}

export function catchUp(old: CatchUp, behind: number): CatchUp {
  return behind === 0 ? { peak: 0, behind } : { peak: Math.max(old.peak, behind), behind };
}

/** Symbols out of whatever was typed or pasted, once each, in order. */
export function symbolsOf(text: string): string[] {
  return [...new Set(text.toUpperCase().split(/[\s,;]+/).filter(Boolean))];
}
