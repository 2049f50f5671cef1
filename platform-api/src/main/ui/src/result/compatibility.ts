/** What the columns named for other programs mean; the formulas are those of docs/engine/metrics.md. */
export interface CompatibilityColumn {
  peer: string;
  label: string;
  formula: string;
}

const COLUMNS: Record<string, CompatibilityColumn> = {
  sharpe_vectorbt: { peer: 'vectorbt', label: 'Sharpe', formula: 'Returns per bar: mean / std₁ · √(bars in 365 days)' },
  sortino_vectorbt: { peer: 'vectorbt', label: 'Sortino', formula: 'Returns per bar: mean / √mean(min(r, 0)²) · √(bars in 365 days)' },
  calmar_vectorbt: { peer: 'vectorbt', label: 'Calmar', formula: '((last / initial)^(bars in 365 days / bars) − 1) / deepest drawdown from a close' },
  omega_vectorbt: { peer: 'vectorbt', label: 'Omega', formula: 'Returns per bar: Σ gains / Σ losses' },
  sharpe_backtesting_py: { peer: 'backtesting.py', label: 'Sharpe', formula: 'g = geometric mean of daily returns: ((1+g)³⁶⁵ − 1) / √((var₁ + (1+g)²)³⁶⁵ − (1+g)⁷³⁰)' },
  sortino_backtesting_py: { peer: 'backtesting.py', label: 'Sortino', formula: '((1+g)³⁶⁵ − 1) / (√mean(min(r, 0)²) · √365)' },
  calmar_backtesting_py: { peer: 'backtesting.py', label: 'Calmar', formula: '((1+g)³⁶⁵ − 1) / deepest drawdown from a close' },
  profit_factor_backtesting_py: { peer: 'backtesting.py', label: 'Profit factor', formula: 'Returns of trades: Σ gains / Σ losses' },
  expectancy_backtesting_py: { peer: 'backtesting.py', label: 'Expectancy', formula: 'Mean return of a trade, a fraction' },
  kelly_backtesting_py: { peer: 'backtesting.py', label: 'Kelly', formula: 'w − (1 − w) / (mean win / −mean loss), w = win rate' },
  exposure_backtesting_py: { peer: 'backtesting.py', label: 'Exposure', formula: 'Bars from entry to exit of closed trades, both included / bars' },
  sharpe_backtrader: { peer: 'backtrader', label: 'Sharpe', formula: 'SharpeRatio_A over days: mean(r − 1.01^(1/252) + 1) / std₀ · √252' },
  sqn_backtrader: { peer: 'backtrader', label: 'SQN', formula: '√n · mean(pnl) / std₀(pnl)' },
  sharpe_quantstats: { peer: 'quantstats', label: 'Sharpe', formula: 'Daily returns: mean / std₁ · √252' },
  sortino_quantstats: { peer: 'quantstats', label: 'Sortino', formula: 'Daily returns: mean / √mean(min(r, 0)²) · √252' },
  sharpe_freqtrade: { peer: 'freqtrade', label: 'Sharpe', formula: 'p = profits / initial equity: (Σp / days) / std₀(p) · √365' },
  sortino_freqtrade: { peer: 'freqtrade', label: 'Sortino', formula: '(Σp / days) / std₀(losing p) · √365' },
  calmar_freqtrade: { peer: 'freqtrade', label: 'Calmar', formula: '100 · (Σp / days) / drawdown of closed profits · √365' },
  expectancy_ratio_freqtrade: { peer: 'freqtrade', label: 'Expectancy ratio', formula: '(1 + mean win / −mean loss) · win rate − 1' },
};

/** A column by its name; one we don't know is shown as it is. */
export function compatibilityColumn(name: string): CompatibilityColumn {
  return COLUMNS[name] ?? { peer: 'other', label: name, formula: '' };
}

/** The columns by program, in the order they come. */
export function byPeer(values: Record<string, number | null>): [string, [string, number | null][]][] {
  const peers = new Map<string, [string, number | null][]>();
  for (const [name, value] of Object.entries(values)) {
    const { peer } = compatibilityColumn(name);
    peers.set(peer, [...(peers.get(peer) ?? []), [name, value]]);
  }
  return [...peers];
}
