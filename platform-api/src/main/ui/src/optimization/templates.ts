import type { Coverage } from '../api/types';
import { timeframeMillis, type OptimizationDocument, type StrategyDocument } from './document';

/** Where a new optimization starts from. */
export interface Template {
  id: string;
  title: string;
  summary: string;
  build: (start: Start) => OptimizationDocument;
}

export interface Start {
  market_id: number;
  symbol: string;
  from: string;
  to: string;
}

const DAY = 86_400_000;

/** All that is stored of an instrument, cut to whole days. */
export function startOf(stored: Coverage): Start {
  const from = Math.ceil(Date.parse(stored.first) / DAY) * DAY;
  const end = Math.floor((Date.parse(stored.last) + timeframeMillis('1m')) / DAY) * DAY;
  const iso = (t: number) => new Date(t).toISOString().replace('.000Z', 'Z');
  return {
    market_id: stored.market_id,
    symbol: stored.symbol,
    ...(end > from
      ? { from: iso(from), to: iso(end) }
      : { from: stored.first, to: iso(Date.parse(stored.last) + 60_000) }),
  };
}

function document(
  start: Start,
  timeframe: string,
  strategy: Pick<StrategyDocument, 'indicators' | 'long'> & Partial<StrategyDocument>,
  search: Pick<OptimizationDocument, 'space'> & Partial<OptimizationDocument>,
): OptimizationDocument {
  return {
    schema: 'optimization/v1',
    strategy: {
      schema: 'strategy/v1',
      instrument: { market_id: start.market_id, symbol: start.symbol },
      timeframe,
      ...strategy,
    },
    range: { from: start.from, to: start.to },
    initial_equity: 10_000,
    ...search,
    objective: 'sharpe',
    top: 500,
  };
}

export const TEMPLATES: readonly Template[] = [
  {
    id: 'sma-cross',
    title: 'SMA cross',
    summary: 'Buy when a fast average crosses above a slow one, sell when it crosses back.',
    build: (start) =>
      document(
        start,
        '1m',
        {
          indicators: { fast: { type: 'sma', window: 20 }, slow: { type: 'sma', window: 100 } },
          long: {
            entry: { cross_above: ['fast', 'slow'] },
            exit: { cross_below: ['fast', 'slow'] },
          },
        },
        {
          space: {
            'fast.window': { from: 5, to: 104, step: 1 },
            'slow.window': { from: 110, to: 1109, step: 1 },
          },
          constraints: ['fast.window < slow.window'],
          pruning: { min_trades: 10 },
        },
      ),
  },
  {
    id: 'ema-rsi',
    title: 'EMA cross with RSI filter',
    summary: 'A faster cross, entered only while the RSI is not stretched.',
    build: (start) =>
      document(
        start,
        '15m',
        {
          indicators: {
            fast: { type: 'ema', window: 12 },
            slow: { type: 'ema', window: 48 },
            rsi: { type: 'rsi', window: 14 },
          },
          constants: { stretched: 70 },
          long: {
            entry: {
              all: [{ cross_above: ['fast', 'slow'] }, { lt: ['rsi', { const: 'stretched' }] }],
            },
            exit: { cross_below: ['fast', 'slow'] },
          },
        },
        {
          space: {
            'fast.window': { from: 4, to: 40, step: 2 },
            'slow.window': { from: 20, to: 200, step: 4 },
            'const.stretched': [60, 65, 70, 75, 80],
          },
          constraints: ['fast.window < slow.window'],
          pruning: { min_trades: 10 },
        },
      ),
  },
  {
    id: 'rsi-reversion',
    title: 'RSI mean reversion',
    summary: 'Buy weakness, sell strength, with a stop-loss.',
    build: (start) =>
      document(
        start,
        '1h',
        {
          indicators: { rsi: { type: 'rsi', window: 14 } },
          constants: { oversold: 30, recovered: 55 },
          long: {
            entry: { cross_above: ['rsi', { const: 'oversold' }] },
            exit: { gt: ['rsi', { const: 'recovered' }] },
          },
          stops: { stop_loss_pct: 3 },
        },
        {
          space: {
            'rsi.window': { from: 6, to: 30, step: 2 },
            'const.oversold': { from: 15, to: 40, step: 1 },
            'const.recovered': { from: 45, to: 75, step: 5 },
            'stops.stop_loss_pct': [1, 2, 3, 5, null],
          },
          pruning: { min_trades: 10 },
        },
      ),
  },
  {
    id: 'bollinger-breakout',
    title: 'Bollinger breakout',
    summary: 'Buy a close above the upper band, leave at the middle or by a trailing stop.',
    build: (start) =>
      document(
        start,
        '1h',
        {
          indicators: { bb: { type: 'bbands', window: 20, k: 2 } },
          long: {
            entry: { cross_above: ['close', 'bb.upper'] },
            exit: { cross_below: ['close', 'bb.middle'] },
          },
          stops: { trailing_pct: 5 },
        },
        {
          space: {
            'bb.window': { from: 10, to: 120, step: 5 },
            'bb.k': { from: 1, to: 3, step: 0.1 },
            'stops.trailing_pct': [2, 3, 5, 8, null],
          },
          pruning: { min_trades: 10 },
        },
      ),
  },
];

/** A trial's strategy as the start of a new search: no axes yet, values as they were. */
export function fromStrategy(
  strategy: StrategyDocument,
  range: OptimizationDocument['range'],
  old: OptimizationDocument | null,
): OptimizationDocument {
  return {
    schema: 'optimization/v1',
    strategy,
    range,
    initial_equity: old?.initial_equity ?? 10_000,
    space: old?.space ?? {},
    ...(old?.constraints ? { constraints: old.constraints } : {}),
    objective: old?.objective ?? 'sharpe',
    top: old?.top ?? 500,
    ...(old?.pruning ? { pruning: old.pruning } : {}),
  };
}
