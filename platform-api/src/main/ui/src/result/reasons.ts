/** Why a position ended, in words. */
export const REASONS: Record<string, string> = {
  signal: 'signal',
  stop_loss: 'stop-loss',
  take_profit: 'take-profit',
  trailing: 'trailing stop',
  max_bars: 'longest holding',
  liquidation: 'liquidation',
  reversal: 'reversal',
};
