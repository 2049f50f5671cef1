import type { Hole, Report } from '../api/types';
import { count, fixed } from '../format/number';
import { duration } from '../format/time';
import { HOLE_WORDS } from '../marketdata/holes';
import { getIn } from '../optimization/document';

/** The conventions behind a result, each a short clause: fill, fees, size, holes, what was left out. */
export function conventions(strategy: unknown, report: Report): string[] {
  const execution = (field: string) => getIn(strategy, ['execution', field]);
  const number = (value: unknown, otherwise: number) =>
    typeof value === 'number' ? value : otherwise;
  const lines: string[] = [];

  lines.push(
    execution('fill') === 'next_open'
      ? 'fills at the next open'
      : 'fills at the close of the signal bar',
  );
  const fee = execution('fee_pct');
  const maker = execution('maker_fee_pct');
  lines.push(
    `fee ${typeof fee === 'number' ? `${trim(fee)} %` : 'of the market'} per fill${typeof maker === 'number' ? `, ${trim(maker)} % for take-profits` : ''}`,
  );
  const slippage = number(execution('slippage_pct'), 0);
  lines.push(slippage > 0 ? `slippage ${trim(slippage)} %` : 'no slippage');
  lines.push(sizing(strategy));
  const leverage = number(execution('leverage'), 1);
  if (leverage !== 1) {
    lines.push(`leverage ${trim(leverage)}`);
  }
  if (hasStops(strategy)) {
    const intrabar = execution('intrabar');
    lines.push(
      `a bar with stop and profit counts as ${intrabar === 'optimistic' ? 'profit' : intrabar === 'path' ? 'its path says' : 'stop'}: ${count(report.metrics.ambiguous_bars ?? 0)} bars`,
    );
  }
  lines.push(holes(report.candles.gaps));
  lines.push(`${count(report.metrics.skipped_entries ?? 0)} skipped entries`);
  const untested = report.metrics.untested_minutes ?? 0;
  if (untested > 0) {
    lines.push(`${count(untested)} minutes in a position fell in absent bars`);
  }
  if (report.open_position) {
    lines.push('the last position is still open, marked to the last close');
  }
  return lines;
}

function trim(value: number): string {
  return fixed(value, 4).replace(/\.?0+$/, '');
}

function sizing(strategy: unknown): string {
  const type = getIn(strategy, ['sizing', 'type']);
  const percent = getIn(strategy, ['sizing', 'percent']);
  const amount = getIn(strategy, ['sizing', 'amount']);
  switch (type) {
    case 'fixed_quote':
      return `${typeof amount === 'number' ? fixed(amount, 2) : '?'} quote per entry`;
    case 'risk_percent':
      return `${typeof percent === 'number' ? trim(percent) : '?'} % of equity at risk per entry`;
    default:
      return `${typeof percent === 'number' ? trim(percent) : '100'} % of equity per entry`;
  }
}

function hasStops(strategy: unknown): boolean {
  const stops = getIn(strategy, ['stops']);
  return (
    stops !== null &&
    typeof stops === 'object' &&
    Object.values(stops).some((v) => v !== null && v !== undefined)
  );
}

/** Holes in words; the API may send them as a list or, in short, as a number. */
export function holes(gaps: readonly Hole[] | number): string {
  if (typeof gaps === 'number') {
    return gaps === 0 ? 'no holes in the candles' : `${count(gaps)} holes in the candles, nothing fills in them`;
  }
  if (gaps.length === 0) {
    return 'no holes in the candles';
  }
  const seconds = gaps.reduce((sum, g) => sum + (Date.parse(g.to) - Date.parse(g.from)) / 1000, 0);
  const kinds = [...new Set(gaps.map((g) => HOLE_WORDS[g.type] ?? g.type))].join('; ');
  return `${count(gaps.length)} ${gaps.length === 1 ? 'hole' : 'holes'} of ${duration(seconds)} in the candles (${kinds}), nothing fills in ${gaps.length === 1 ? 'it' : 'them'}`;
}
