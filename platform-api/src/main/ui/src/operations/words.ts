import type { Gap, Schedule, ScheduleRun } from '../api/types';
import { duration, toMillis, type TimeLike } from '../format/time';

type Tone = 'good' | 'busy' | 'bad' | 'idle';

interface Word {
  word: string;
  tone: Tone;
}

export const SCHEDULE_STATES: Record<Schedule['state'], Word> = {
  ACTIVE: { word: 'Active', tone: 'good' },
  RUNNING: { word: 'Running', tone: 'busy' },
  PAUSED: { word: 'Paused', tone: 'idle' },
  BROKEN: { word: 'Broken', tone: 'bad' },
};

export const OUTCOMES: Record<ScheduleRun['outcome'], Word> = {
  RUNNING: { word: 'Running', tone: 'busy' },
  SUCCEEDED: { word: 'Succeeded', tone: 'good' },
  FAILED: { word: 'Failed', tone: 'bad' },
  LOST: { word: 'Lost', tone: 'bad' },
};

export const GAP_STATES: Record<Gap['state'], Word> = {
  OPEN: { word: 'Open', tone: 'busy' },
  REPAIRED: { word: 'Repaired', tone: 'good' },
  EXPLAINED: { word: 'Explained', tone: 'idle' },
  GIVEN_UP: { word: 'Given up', tone: 'bad' },
};

/** How long until a time, coarse; what is past is due. */
export function until(time: TimeLike, now: number): string {
  const seconds = (toMillis(time) - now) / 1000;
  if (!Number.isFinite(seconds)) {
    return '';
  }
  return seconds <= 0 ? 'due now' : `in ${duration(Math.ceil(seconds))}`;
}
