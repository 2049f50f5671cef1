/** Colours of heat maps: told apart by people with any colour vision, and on a projector. */

export type Rgb = [number, number, number];

// Dark to bright: low to good.
const SEQUENTIAL: Rgb[] = [
  [38, 24, 74],
  [52, 56, 120],
  [42, 96, 142],
  [33, 134, 141],
  [54, 171, 125],
  [138, 202, 82],
  [244, 228, 72],
];

// Orange is bad, grey is nothing, blue is good; the middle depends on the theme.
const BAD: Rgb[] = [
  [140, 45, 4],
  [217, 95, 14],
  [247, 172, 96],
];
const GOOD: Rgb[] = [
  [128, 184, 222],
  [42, 120, 189],
  [8, 58, 128],
];
const MIDDLE: Record<'light' | 'dark', Rgb> = { light: [238, 239, 240], dark: [46, 51, 58] };

function mix(stops: readonly Rgb[], share: number): Rgb {
  const at = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(at));
  const a = stops[i] ?? [0, 0, 0];
  const b = stops[i + 1] ?? a;
  const t = at - i;
  return [
    Math.round(a[0] + (b[0] - a[0]) * t),
    Math.round(a[1] + (b[1] - a[1]) * t),
    Math.round(a[2] + (b[2] - a[2]) * t),
  ];
}

export interface Scale {
  from: number;
  to: number;
  color: (value: number) => Rgb;
}

/**
 * The scale of a set of values. Ends are the 1st and 99th percentile, so that one outlier does not
 * make everything else one colour. Signed values get a middle at zero.
 */
export function scaleOf(
  values: ArrayLike<number>,
  signed: boolean,
  higherIsBetter: boolean,
  theme: 'light' | 'dark',
): Scale {
  const sorted = Float64Array.from(values).sort();
  const low = sorted[Math.floor((sorted.length - 1) * 0.01)] ?? 0;
  const high = sorted[Math.ceil((sorted.length - 1) * 0.99)] ?? 1;
  if (signed && low < 0 && high > 0) {
    const reach = Math.max(-low, high);
    const dark = theme === 'dark';
    // On a dark ground the ends are bright, on a light one they are dark.
    const stops = dark
      ? [...BAD].reverse().slice(0, 2).reverse()
      : BAD;
    const good = dark ? GOOD.slice(0, 2).reverse() : GOOD;
    const down = dark ? [MIDDLE.dark, ...stops] : [MIDDLE.light, ...[...BAD].reverse()];
    const up = dark ? [MIDDLE.dark, ...good] : [MIDDLE.light, ...good];
    return {
      from: -reach,
      to: reach,
      color: (value) => (value < 0 ? mix(down, -value / reach) : mix(up, value / reach)),
    };
  }
  const span = high - low || 1;
  return {
    from: low,
    to: high,
    color: (value) => {
      const share = (value - low) / span;
      return mix(SEQUENTIAL, higherIsBetter ? share : 1 - share);
    },
  };
}
