import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import type { Distribution, Trade, TradeGroup } from '../api/types';
import { Facts, Panel, Sign, Skeleton } from '../design/parts';
import { count, percent, signed } from '../format/number';
import { duration } from '../format/time';
import { excursionDots, groupBars, holdingBars, returnBars } from './distribution';
import { REASONS } from './reasons';

const StatChart = lazy(() => import('../charts/StatChart'));
const HEIGHT = 190;

interface DistributionPanelProps {
  distribution: Distribution;
  trades: readonly Trade[];
  onSelect: (trade: number) => void;
}

/** How the closed trades spread: over returns, excursions, time and reasons. */
export function DistributionPanel({ distribution, trades, onSelect }: DistributionPanelProps) {
  const returns = useMemo(() => returnBars(distribution.returns), [distribution]);
  const holding = useMemo(() => holdingBars(distribution.holding), [distribution]);
  const hours = useMemo(() => groupBars(distribution.by_hour), [distribution]);
  const weekdays = useMemo(() => groupBars(distribution.by_weekday), [distribution]);
  const excursions = useMemo(() => excursionDots(trades), [trades]);
  if (trades.length === 0) {
    return null;
  }
  const held = distribution.holding_seconds;
  const { streaks } = distribution;
  return (
    <Panel title="How the trades spread" note={`${count(trades.length)} closed trades`} flush>
      <div className="spread">
        <Picture title="Returns">
          <StatChart label="Histogram of trade returns in percent" height={HEIGHT} bars={returns} x="return, %" y="trades" />
        </Picture>
        <Picture title="Worst and best on the way">
          <StatChart
            label="Worst against best excursion of each trade in percent"
            height={HEIGHT}
            dots={excursions}
            x="worst, %"
            y="best, %"
            onPick={onSelect}
          />
        </Picture>
        <Picture title="Holding time">
          <StatChart label="Histogram of holding times" height={HEIGHT} bars={holding} x="from" y="trades" />
        </Picture>
        <Picture title="By hour of entry">
          <StatChart label="Profit by hour of entry, UTC" height={HEIGHT} bars={hours} x="hour, UTC" y="profit" />
        </Picture>
        <Picture title="By weekday of entry">
          <StatChart label="Profit by weekday of entry, UTC" height={HEIGHT} bars={weekdays} x="weekday, UTC" y="profit" />
        </Picture>
        <div className="spread-part">
          <h3>Times and streaks</h3>
          <Facts
            rows={[
              ['Shortest holding', duration(held.min)],
              ['Median holding', duration(held.median)],
              ['Longest holding', duration(held.max)],
              ['Longest winning streak', count(streaks.longest_win)],
              ['Longest losing streak', count(streaks.longest_loss)],
            ]}
          />
        </div>
      </div>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Trades by side and by reason">
        <table className="table">
          <thead>
            <tr>
              <th>Side or reason</th>
              <th className="num">Trades</th>
              <th className="num">Win rate</th>
              <th className="num">Mean return</th>
              <th className="num">Profit</th>
            </tr>
          </thead>
          <tbody>
            {[...distribution.by_side, ...distribution.by_exit_reason].map((group) => (
              <GroupRow key={group.key} group={group} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Picture({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="spread-part">
      <h3>{title}</h3>
      <Suspense fallback={<Skeleton height={HEIGHT} />}>{children}</Suspense>
    </div>
  );
}

function GroupRow({ group }: { group: TradeGroup }) {
  return (
    <tr>
      <th scope="row">{REASONS[group.key] ? `Left by ${REASONS[group.key]}` : `${group.key} trades`}</th>
      <td className="num">{count(group.trades)}</td>
      <td className="num">{percent(group.wins / group.trades, 1)}</td>
      <td className="num">{percent(group.mean_return, 3)}</td>
      <td className="num">
        <Sign value={group.pnl}>{signed(group.pnl, 2)}</Sign>
      </td>
    </tr>
  );
}
