import type { Indicator } from '../api/types';

/**
 * The document optimization/v1 as the form edits it. The form never holds a state of its own: what
 * is on screen is what the JSON says, and a value that is no number yet is in the document as the
 * text that was typed, so that the API's message finds its field.
 */

export type Operand = string | number | { const: string };
export type Rule = { [operator: string]: unknown };

export interface SideRules {
  entry: Rule;
  exit?: Rule | null;
}

export interface StrategyDocument {
  schema: 'strategy/v1';
  instrument: { market_id: number; symbol: string };
  timeframe: string;
  indicators: Record<string, Record<string, unknown> & { type: string }>;
  long?: SideRules | null;
  short?: SideRules | null;
  constants?: Record<string, unknown>;
  stops?: Record<string, unknown>;
  sizing?: Record<string, unknown>;
  execution?: Record<string, unknown>;
}

export interface RangeAxis {
  from: number;
  to: number;
  step: number;
}

export type AxisDocument = RangeAxis | (number | string | null)[];

export interface OptimizationDocument {
  schema: 'optimization/v1';
  strategy: StrategyDocument;
  range: { from: string; to: string };
  initial_equity?: number;
  space: Record<string, AxisDocument>;
  constraints?: string[];
  objective?: string;
  top?: number;
  pruning?: Record<string, unknown> | null;
}

export const TIMEFRAMES = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;
export const PRICES = ['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4'] as const;

export function timeframeMillis(timeframe: string): number {
  const size = Number.parseInt(timeframe, 10);
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[timeframe.slice(-1)];
  return Number.isFinite(size) && unit ? size * unit : 60_000;
}

type Path = readonly (string | number)[];

/** A part of a document, undefined when it is not there. */
export function getIn(root: unknown, path: Path): unknown {
  let at: unknown = root;
  for (const key of path) {
    if (at === null || typeof at !== 'object') {
      return undefined;
    }
    at = (at as Record<string | number, unknown>)[key];
  }
  return at;
}

/** A copy with one part replaced; undefined removes it. Everything else is shared. */
export function setIn<T>(root: T, path: Path, value: unknown): T {
  const [key, ...rest] = path;
  if (key === undefined) {
    return value as T;
  }
  const next = rest.length === 0 ? value : setIn(getIn(root, [key]) ?? {}, rest, value);
  if (Array.isArray(root)) {
    const copy = [...(root as unknown[])];
    copy[Number(key)] = next;
    return copy as T;
  }
  const copy = { ...(root as object) } as Record<string | number, unknown>;
  if (next === undefined) {
    delete copy[key];
  } else {
    copy[key] = next;
  }
  return copy as T;
}

/** Decimal places of a number as written. */
function places(value: number): number {
  const [, fraction = '', exponent = '0'] = /\.?(\d*)(?:e([-+]\d+))?$/.exec(
    String(value).replace(/^[^.e]*/, ''),
  ) ?? [];
  return Math.max(0, fraction.length - Number(exponent || 0));
}

/** Number of values of an axis; 0 when it can't be counted. Decimal, as the API counts. */
export function axisCount(axis: AxisDocument | undefined): number {
  if (Array.isArray(axis)) {
    return axis.length;
  }
  if (!axis) {
    return 0;
  }
  const { from, to, step } = axis;
  if (![from, to, step].every((v) => typeof v === 'number' && Number.isFinite(v)) || step <= 0) {
    return 0;
  }
  const scale = 10 ** Math.min(12, Math.max(places(from), places(to), places(step)));
  const count = Math.floor(
    (Math.round(to * scale) - Math.round(from * scale)) / Math.round(step * scale),
  );
  return count >= 0 ? count + 1 : 0;
}

/** The value of an axis at a position. */
export function axisValue(axis: AxisDocument, position: number): number | string | null {
  if (Array.isArray(axis)) {
    return axis[position] ?? null;
  }
  const scale = 10 ** Math.min(12, Math.max(places(axis.from), places(axis.step)));
  return (Math.round(axis.from * scale) + position * Math.round(axis.step * scale)) / scale;
}

export interface NamedAxis {
  name: string;
  axis: AxisDocument;
  count: number;
}

/** The axes in the order of the grid: by ASCII name, the last one fastest. */
export function axesOf(document: OptimizationDocument): NamedAxis[] {
  return Object.entries(document.space ?? {})
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, axis]) => ({ name, axis, count: axisCount(axis) }));
}

/** Number of combinations; the product of the counts. */
export function combinations(document: OptimizationDocument): number {
  const axes = axesOf(document);
  return axes.length === 0 ? 0 : axes.reduce((product, axis) => product * axis.count, 1);
}

/** The index of a combination from the position on each axis. */
export function combinationIndex(
  axes: readonly NamedAxis[],
  positions: Readonly<Record<string, number>>,
): number {
  return axes.reduce((index, axis) => index * axis.count + (positions[axis.name] ?? 0), 0);
}

/** The number a parameter has without an axis. */
export function fixedValue(document: OptimizationDocument, name: string): unknown {
  const [owner = '', field = ''] = name.split('.');
  const { strategy } = document;
  switch (owner) {
    case 'stops':
    case 'sizing':
    case 'execution':
      return getIn(strategy, [owner, field]);
    case 'const':
      return getIn(strategy, ['constants', field]);
    default:
      return getIn(strategy, ['indicators', owner, field]);
  }
}

/** The rules of a side with every operand replaced; constants stay. */
function mapOperands(
  side: SideRules | null | undefined,
  operand: (o: unknown) => unknown,
): SideRules | null | undefined {
  const rule = (r: unknown): unknown =>
    Array.isArray(r)
      ? r.map((part) => (typeof part === 'object' ? rule(part) : operand(part)))
      : r !== null && typeof r === 'object' && !('const' in r)
        ? Object.fromEntries(Object.entries(r).map(([op, body]) => [op, rule(body)]))
        : r;
  return side
    ? (Object.fromEntries(
        Object.entries(side).map(([k, v]) => [k, rule(v)]),
      ) as unknown as SideRules)
    : side;
}

/** Both sides of a strategy with every operand replaced. */
function sidesWith(strategy: StrategyDocument, operand: (o: unknown) => unknown) {
  return {
    ...(strategy.long === undefined ? {} : { long: mapOperands(strategy.long, operand) ?? null }),
    ...(strategy.short === undefined
      ? {}
      : { short: mapOperands(strategy.short, operand) ?? null }),
  };
}

/** Gives an indicator another id, wherever it is named: rules, axes, constraints. */
export function renameIndicator(
  document: OptimizationDocument,
  from: string,
  to: string,
): OptimizationDocument {
  const { strategy } = document;
  if (from === to || to in strategy.indicators) {
    return document;
  }
  const operand = (o: unknown): unknown =>
    o === from ? to : typeof o === 'string' && o.startsWith(`${from}.`) ? to + o.slice(from.length) : o;
  const word = new RegExp(`(?<![a-z0-9_.])${from}\\.`, 'g');
  return {
    ...document,
    strategy: {
      ...strategy,
      indicators: Object.fromEntries(
        Object.entries(strategy.indicators).map(([id, use]) => [id === from ? to : id, use]),
      ),
      ...sidesWith(strategy, operand),
    },
    space: Object.fromEntries(
      Object.entries(document.space).map(([name, axis]) => [
        name.startsWith(`${from}.`) ? to + name.slice(from.length) : name,
        axis,
      ]),
    ),
    ...(document.constraints
      ? { constraints: document.constraints.map((c) => c.replace(word, `${to}.`)) }
      : {}),
  };
}

/** An indicator of a type with the registry's defaults. */
export function defaultsOf(definition: Indicator) {
  return {
    type: definition.id,
    ...Object.fromEntries(definition.params.map((p) => [p.name, p.default])),
  };
}

/**
 * Makes an indicator one of another type: what both types have (parameters, their axes, the source,
 * outputs in rules) stays, and a rule that read another output reads the first.
 */
export function retypeIndicator(
  document: OptimizationDocument,
  id: string,
  definition: Indicator,
): OptimizationDocument {
  const { strategy } = document;
  const old = strategy.indicators[id];
  const params = definition.params.map((p) => p.name);
  const kept = definition.has_source ? [...params, 'source'] : params;
  const [first = ''] = definition.outputs;
  const operand = (o: unknown): unknown => {
    if (typeof o !== 'string' || (o !== id && !o.startsWith(`${id}.`))) {
      return o;
    }
    const output = o.slice(id.length + 1);
    return definition.outputs.length === 1
      ? id
      : `${id}.${definition.outputs.includes(output) ? output : first}`;
  };
  return {
    ...document,
    strategy: {
      ...strategy,
      indicators: {
        ...strategy.indicators,
        [id]: {
          ...defaultsOf(definition),
          ...Object.fromEntries(
            Object.entries(old ?? {}).filter(([name]) => kept.includes(name)),
          ),
        },
      },
      ...sidesWith(strategy, operand),
    },
    space: Object.fromEntries(
      Object.entries(document.space).filter(
        ([name]) => !name.startsWith(`${id}.`) || kept.includes(name.slice(id.length + 1)),
      ),
    ),
  };
}

/** Removes an indicator with its axes; rules keep the name, and the API says where. */
export function removeIndicator(document: OptimizationDocument, id: string): OptimizationDocument {
  return {
    ...document,
    strategy: setIn(document.strategy, ['indicators', id], undefined),
    space: Object.fromEntries(
      Object.entries(document.space).filter(([name]) => !name.startsWith(`${id}.`)),
    ),
  };
}

/** A free id for a new indicator: "sma", then "sma_2" … */
export function freeId(taken: Record<string, unknown>, wish: string): string {
  if (!(wish in taken)) {
    return wish;
  }
  let n = 2;
  while (`${wish}_${n}` in taken) {
    n++;
  }
  return `${wish}_${n}`;
}

/** Everything a rule can compare in this strategy. */
export function operandsOf(
  strategy: StrategyDocument,
  registry: readonly Indicator[],
): { value: string; label: string; group: string }[] {
  const outputs = Object.entries(strategy.indicators ?? {}).flatMap(([id, use]) => {
    const definition = registry.find((d) => d.id === use.type);
    const names = definition && definition.outputs.length > 1 ? definition.outputs : [''];
    return names.map((output) => {
      const value = output ? `${id}.${output}` : id;
      return { value, label: value, group: 'Indicators' };
    });
  });
  const constants = Object.keys(strategy.constants ?? {}).map((name) => ({
    value: `const:${name}`,
    label: name,
    group: 'Constants',
  }));
  return [
    ...outputs,
    ...PRICES.map((p) => ({ value: p, label: p, group: 'Price' })),
    ...constants,
    { value: 'number', label: 'a number', group: 'Number' },
  ];
}
