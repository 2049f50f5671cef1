import { timeframeMillis, TIMEFRAMES } from '../optimization/document';

/** Between times and places on a chart whose bars stand side by side, holes left out. */

/** The place of a time among bars: fractional inside a bar, extrapolated outside. */
export function placeOf(ts: ArrayLike<number>, step: number, time: number): number {
  const n = ts.length;
  if (n === 0) {
    return 0;
  }
  const first = ts[0] as number;
  const last = ts[n - 1] as number;
  if (time <= first) {
    return (time - first) / step;
  }
  if (time >= last) {
    return n - 1 + (time - last) / step;
  }
  let low = 0;
  let high = n - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ts[middle] as number) <= time) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low + Math.min(0.999, (time - (ts[low] as number)) / step);
}

/** The time of a place, the inverse outside of holes. */
export function timeAt(ts: ArrayLike<number>, step: number, place: number): number {
  const n = ts.length;
  if (n === 0) {
    return 0;
  }
  const index = Math.max(0, Math.min(n - 1, Math.floor(place)));
  return (ts[index] as number) + (place - index) * step;
}

/** The finest timeframe that shows a span with at most so many bars. */
export function timeframeFor(span: number, finest: string, most: number): string {
  const allowed = TIMEFRAMES.filter((t) => timeframeMillis(t) >= timeframeMillis(finest));
  return allowed.find((t) => span / timeframeMillis(t) <= most) ?? '1d';
}
