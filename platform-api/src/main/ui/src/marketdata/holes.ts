import type { Gap, Hole } from '../api/types';

/** Why candles are absent, as people say it. */
export const HOLE_WORDS: Record<Hole['type'], string> = {
  VENUE_HALT: 'the venue did not trade',
  NO_TRADES: 'nothing was traded',
  INGEST_GAP: 'our ingest missed candles',
  UNKNOWN: 'not known yet why',
};

/** How a gap stands, as people say it. */
export const GAP_WORDS: Record<Gap['state'], string> = {
  OPEN: 'open',
  REPAIRED: 'repaired',
  EXPLAINED: 'explained',
  GIVEN_UP: 'given up',
};
