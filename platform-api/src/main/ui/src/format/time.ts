import { NONE } from './number';

/** Times read in UTC; local time is for the tooltip. */

const DAY = 86_400_000;

export type TimeLike = string | number | null | undefined;

export function toMillis(time: TimeLike): number {
  return typeof time === 'number' ? time : time ? Date.parse(time) : Number.NaN;
}

function iso(time: TimeLike): string | null {
  const millis = toMillis(time);
  return Number.isFinite(millis) ? new Date(millis).toISOString() : null;
}

/** 2024-01-31 */
export function day(time: TimeLike): string {
  return iso(time)?.slice(0, 10) ?? NONE;
}

/** 2024-01-31 14:05 */
export function minute(time: TimeLike): string {
  return iso(time)?.slice(0, 16).replace('T', ' ') ?? NONE;
}

/** 14:05:09 */
export function clock(time: TimeLike): string {
  return iso(time)?.slice(11, 19) ?? NONE;
}

/** 2024-01-31 14:05:09, the seconds included. */
export function second(time: TimeLike): string {
  return iso(time)?.slice(0, 19).replace('T', ' ') ?? NONE;
}

/** Local time in words, for tooltips. */
export function local(time: TimeLike): string {
  const millis = toMillis(time);
  return Number.isFinite(millis)
    ? `${new Date(millis).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })} local time`
    : '';
}

/** Seconds as people say them: "0.4 s", "3 min 20 s", "2 h 05 min", "12 d 3 h". */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) {
    return NONE;
  }
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  const s = Math.round(seconds);
  if (s < 60) {
    return `${s} s`;
  }
  if (s < 3600) {
    return s % 60 === 0 ? `${s / 60} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
  }
  const minutes = Math.round(s / 60);
  if (minutes < 24 * 60) {
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)} h${rest ? ` ${String(rest).padStart(2, '0')} min` : ''}`;
  }
  const hours = Math.round(s / 3600);
  return `${Math.floor(hours / 24)} d${hours % 24 ? ` ${hours % 24} h` : ''}`;
}

/** How long ago, coarse: "just now", "4 min ago", "3 d ago". */
export function ago(time: TimeLike, now: number): string {
  const seconds = (now - toMillis(time)) / 1000;
  if (!Number.isFinite(seconds)) {
    return NONE;
  }
  if (seconds < 45) {
    return 'just now';
  }
  if (seconds < 3600) {
    return `${Math.max(1, Math.round(seconds / 60))} min ago`;
  }
  if (seconds < 86_400) {
    return `${Math.round(seconds / 3600)} h ago`;
  }
  return `${Math.round(seconds / 86_400)} d ago`;
}

/** The range [from, to) with days only when both ends are midnights. */
export function range(from: TimeLike, to: TimeLike): string {
  const whole = toMillis(from) % DAY === 0 && toMillis(to) % DAY === 0;
  return whole ? `${day(from)} to ${day(to)}` : `${minute(from)} to ${minute(to)}`;
}
