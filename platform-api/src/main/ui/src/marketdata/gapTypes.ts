import type { Coverage, Hole } from '../api/types';

export type HoleType = Hole['type'];
export type MonthCoverage = Coverage['months'][number];

/** From what needs somebody to what does not. */
export const TYPES: readonly HoleType[] = ['INGEST_GAP', 'UNKNOWN', 'NO_TRADES', 'VENUE_HALT'];

/** The least part of a cell that is seen. */
const LEAST = 8;

/** Whole percents of a month's cell that each reason takes: what is lacking at all is seen. */
export function shares(month: MonthCoverage): { type: HoleType; percent: number }[] {
  return TYPES.flatMap((type) => {
    const minutes = month.absent[type] ?? 0;
    return minutes > 0
      ? [{ type, percent: Math.max(LEAST, Math.round((100 * minutes) / month.expected)) }]
      : [];
  });
}

export function nextMonth(start: number): number {
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
