import { count, fixed, NONE, signed } from './number';
import { duration } from './time';

export type MetricUnit = 'percent' | 'ratio' | 'count' | 'quote' | 'duration';

export interface MetricDefinition {
  name: string;
  label: string;
  unit: MetricUnit;
  /** Whether the sign is good or bad news. */
  signed: boolean;
  higherIsBetter: boolean;
  meaning: string;
  group: 'Return' | 'Risk' | 'Trades' | 'Sides' | 'Costs' | 'Execution';
}

type Row = [string, string, MetricUnit, string, MetricDefinition['group'], string];

// Flags: "s" the sign is news, "+" higher is better, "-" lower is better.
const ROWS: Row[] = [
  ['total_return', 'Total return', 'percent', 's+', 'Return', 'Last equity over initial equity, minus one.'],
  ['benchmark_return', 'Buy and hold', 'percent', 's+', 'Return', 'Holding from the first close to the last.'],
  ['excess_return', 'Excess return', 'percent', 's+', 'Return', 'Total return minus buy and hold.'],
  ['cagr', 'CAGR', 'percent', 's+', 'Return', 'Growth per year of 365 days over the whole range.'],
  ['sharpe', 'Sharpe', 'ratio', 's+', 'Risk', 'Mean over standard deviation of daily returns, times √365.'],
  ['sortino', 'Sortino', 'ratio', 's+', 'Risk', 'As Sharpe, with losing days only in the denominator.'],
  ['calmar', 'Calmar', 'ratio', 's+', 'Risk', 'CAGR over the largest drawdown.'],
  ['max_drawdown', 'Max drawdown', 'percent', '-', 'Risk', 'Largest fall from a peak of equity, at bar closes.'],
  ['max_drawdown_duration', 'Longest drawdown', 'duration', '-', 'Risk', 'Of the largest drawdown: from its peak to recovery, or to the end.'],
  ['exposure', 'Exposure', 'percent', '-', 'Risk', 'Share of bars with a position.'],
  ['trades', 'Trades', 'count', '+', 'Trades', 'Closed round trips.'],
  ['win_rate', 'Win rate', 'percent', '+', 'Trades', 'Trades with profit after fees, of all trades.'],
  ['profit_factor', 'Profit factor', 'ratio', '+', 'Trades', 'Sum of wins over the sum of losses.'],
  ['expectancy', 'Expectancy', 'quote', 's+', 'Trades', 'Mean profit of a trade.'],
  ['avg_win', 'Average win', 'quote', 's+', 'Trades', 'Mean of winning trades.'],
  ['avg_loss', 'Average loss', 'quote', 's+', 'Trades', 'Mean of losing trades.'],
  ['best_trade', 'Best trade', 'quote', 's+', 'Trades', 'Largest profit of a trade.'],
  ['worst_trade', 'Worst trade', 'quote', 's+', 'Trades', 'Largest loss of a trade.'],
  ['max_consecutive_losses', 'Losses in a row', 'count', '-', 'Trades', 'Longest run of losing trades.'],
  ['avg_trade_seconds', 'Average holding', 'duration', '-', 'Trades', 'Mean time from entry to exit.'],
  ['sqn', 'SQN', 'ratio', 's+', 'Trades', '√n times the mean profit over its standard deviation.'],
  ['long_trades', 'Long trades', 'count', '+', 'Sides', 'Closed round trips bought first.'],
  ['long_win_rate', 'Long win rate', 'percent', '+', 'Sides', 'Win rate of long trades.'],
  ['long_pnl', 'Long profit', 'quote', 's+', 'Sides', 'Profit of long trades.'],
  ['short_trades', 'Short trades', 'count', '+', 'Sides', 'Closed round trips sold first.'],
  ['short_win_rate', 'Short win rate', 'percent', '+', 'Sides', 'Win rate of short trades.'],
  ['short_pnl', 'Short profit', 'quote', 's+', 'Sides', 'Profit of short trades.'],
  ['fees_paid', 'Fees', 'quote', '-', 'Costs', 'All fees, the open position included.'],
  ['slippage_paid', 'Slippage', 'quote', '-', 'Costs', 'What fills cost against the raw price.'],
  ['funding_paid', 'Funding', 'quote', '-', 'Costs', 'Funding payments; positive is a cost.'],
  ['turnover', 'Turnover', 'quote', '-', 'Costs', 'Sum of the notional of all fills.'],
  ['ambiguous_bars', 'Ambiguous bars', 'count', '-', 'Execution', 'Bars that touched a stop and the profit target.'],
  ['skipped_entries', 'Skipped entries', 'count', '-', 'Execution', 'Entries without enough equity or quantity.'],
  ['untested_minutes', 'Untested minutes', 'count', '-', 'Execution', 'Stored minutes inside absent bars while a position was open.'],
  ['liquidations', 'Liquidations', 'count', '-', 'Execution', 'Positions closed by the exchange.'],
];

export const METRICS: readonly MetricDefinition[] = ROWS.map(
  ([name, label, unit, flags, group, meaning]) => ({
    name,
    label,
    unit,
    group,
    meaning,
    signed: flags.includes('s'),
    higherIsBetter: flags.includes('+'),
  }),
);

const byName = new Map(METRICS.map((m) => [m.name, m]));

/** The definition of a metric; one that we don't know yet reads as a plain ratio. */
export function metric(name: string): MetricDefinition {
  return (
    byName.get(name) ?? {
      name,
      label: name.replaceAll('_', ' '),
      unit: 'ratio',
      signed: true,
      higherIsBetter: true,
      meaning: '',
      group: 'Execution',
    }
  );
}

/** The value without its unit, for a table whose header names it. */
export function metricCell(definition: MetricDefinition, value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return NONE;
  }
  const write = definition.signed ? signed : fixed;
  switch (definition.unit) {
    case 'percent':
      return write(value * 100, 2);
    case 'ratio':
      return write(value, 2);
    case 'quote':
      return write(value, 2);
    case 'count':
      return count(value);
    case 'duration':
      return duration(value);
  }
}

/** The value with its unit. */
export function metricText(definition: MetricDefinition, value: number | null | undefined): string {
  const text = metricCell(definition, value);
  return definition.unit === 'percent' && text !== NONE ? `${text} %` : text;
}

/** The label with its unit, for a table's header. */
export function metricHeader(definition: MetricDefinition): { label: string; unit: string } {
  const unit = definition.unit === 'percent' ? '%' : '';
  return { label: definition.label, unit };
}
