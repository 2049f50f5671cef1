import type { Bar, Dot } from '../charts/StatChart';
import type { ReturnBin, Trade, TradeGroup } from '../api/types';
import { count, fixed, signed } from '../format/number';
import { duration } from '../format/time';

/** Pictures of how trades spread, as bars and dots with their words. */

const trades = (n: number) => `${count(n)} ${n === 1 ? 'trade' : 'trades'}`;

/** Decimals that a width in percent needs. */
function places(width: number): number {
  return Math.min(4, Math.max(0, Math.ceil(-Math.log10(width) - 1e-9)));
}

export function returnBars(bins: readonly ReturnBin[]): Bar[] {
  const first = bins[0];
  const digits = first ? places(((first.to ?? 0) - first.from) * 100) : 0;
  return bins.map((bin) => ({
    label: fixed(bin.from * 100, digits),
    value: bin.count,
    tip: `${signed(bin.from * 100, digits)} to ${signed((bin.to ?? 0) * 100, digits)} %: ${trades(bin.count)}`,
    tone: bin.from < 0 ? 'loss' : 'win',
  }));
}

/** An edge of a holding time, short: "5 min", "1 d". */
function edge(seconds: number): string {
  return seconds === 0 ? '0' : duration(seconds);
}

export function holdingBars(bins: readonly ReturnBin[]): Bar[] {
  const used = bins.filter((bin) => bin.count > 0);
  const first = used[0] ? bins.indexOf(used[0]) : 0;
  const last = used.length > 0 ? bins.indexOf(used[used.length - 1]!) : -1;
  return bins.slice(first, last + 1).map((bin) => ({
    label: edge(bin.from),
    value: bin.count,
    tip: `${edge(bin.from)} ${bin.to === null ? 'and longer' : `to ${edge(bin.to)}`}: ${trades(bin.count)}`,
    tone: 'plain',
  }));
}

export function groupBars(groups: readonly TradeGroup[]): Bar[] {
  return groups.map((group) => ({
    label: group.key.length > 3 ? group.key.charAt(0).toUpperCase() + group.key.slice(1, 3) : group.key,
    value: group.pnl,
    tip:
      group.trades === 0
        ? `${group.key}: no trade`
        : `${group.key}: ${signed(group.pnl, 2)} by ${trades(group.trades)}, ${count(group.wins)} won`,
    tone: group.pnl < 0 ? 'loss' : 'win',
  }));
}

/** Worst against best excursion, in percent. */
export function excursionDots(list: readonly Trade[]): Dot[] {
  return list.map((trade, i) => ({
    x: trade.mae * 100,
    y: trade.mfe * 100,
    tip: `Trade ${i + 1}: worst ${fixed(trade.mae * 100, 2)} %, best ${signed(trade.mfe * 100, 2)} %, ended ${signed(trade.return * 100, 2)} %`,
    tone: trade.pnl > 0 ? 'win' : 'loss',
  }));
}
