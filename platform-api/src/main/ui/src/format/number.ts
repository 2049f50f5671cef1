/** How numbers read. Everything copies as it reads: plain digits, commas, a plain minus. */

export const NONE = '–';

const formats = new Map<string, Intl.NumberFormat>();

function format(min: number, max: number): Intl.NumberFormat {
  const key = `${min}/${max}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: min,
      maximumFractionDigits: max,
    });
    formats.set(key, found);
  }
  return found;
}

/** Rounded without a negative zero. */
function tidy(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.abs(value) * scale < 0.5 ? 0 : value;
}

export function fixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return NONE;
  }
  return format(decimals, decimals).format(tidy(value, decimals));
}

export function signed(value: number | null | undefined, decimals: number): string {
  const text = fixed(value, decimals);
  return value !== null && value !== undefined && tidy(value, decimals) > 0 ? `+${text}` : text;
}

export function count(value: number | null | undefined): string {
  return fixed(value, 0);
}

/** A fraction as percent, without the sign % when the header has it. */
export function percent(value: number | null | undefined, decimals = 2): string {
  return value === null || value === undefined ? NONE : `${fixed(value * 100, decimals)} %`;
}

/** As many decimals as the size of the number deserves: 43,210.50 but 0.00001234. */
export function price(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  const decimals = size >= 1000 ? 2 : size >= 1 ? 4 : size === 0 ? 2 : 8;
  return format(2, decimals).format(value);
}

export function quantity(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : format(0, 6).format(value);
}

/** A parameter: no needless zeros, no grouping, so that it can be pasted into a document. */
export function parameter(value: number | string | null | undefined): string {
  if (value === null || value === undefined) {
    return 'off';
  }
  return typeof value === 'number' ? String(Number(value.toPrecision(12))) : value;
}

export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return NONE;
  }
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let rest = value;
  let unit = 0;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${fixed(rest, unit === 0 || rest >= 100 ? 0 : 1)} ${units[unit]}`;
}

/** 2,410,000,000 → "2.41 billion": large rates are read, not counted. */
export function large(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return NONE;
  }
  const scales: [number, string][] = [
    [1e12, 'trillion'],
    [1e9, 'billion'],
    [1e6, 'million'],
  ];
  for (const [size, word] of scales) {
    if (value >= size) {
      const rest = value / size;
      return `${fixed(rest, rest >= 100 ? 0 : rest >= 10 ? 1 : 2)} ${word}`;
    }
  }
  return fixed(value, value !== 0 && value < 10 ? 1 : 0);
}

/** Tells a percentage of progress without ever rounding up to 100. */
export function progressPercent(done: number, total: number): string {
  if (total <= 0) {
    return '0 %';
  }
  const exact = (done / total) * 100;
  return done >= total ? '100 %' : `${(Math.floor(exact * 10) / 10).toFixed(1)} %`;
}
