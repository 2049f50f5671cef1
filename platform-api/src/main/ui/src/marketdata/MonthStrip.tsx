import type { Coverage } from '../api/types';
import { count } from '../format/number';
import './marketdata.css';

interface MonthStripProps {
  coverage: Coverage;
  selected?: { from: number; to: number };
  compact?: boolean;
}

/** One cell a month, filled as far as its candles are there; a run of years stays one line. */
export function MonthStrip({ coverage, selected, compact }: MonthStripProps) {
  const months = coverage.months;
  return (
    <div className={`months${compact ? ' compact' : ''}`}>
      {months.map((m, i) => {
        const share = m.expected > 0 ? Math.min(1, m.candles / m.expected) : 0;
        const start = Date.parse(`${m.month}-01T00:00:00Z`);
        const end = nextMonth(start);
        const inside = !selected || (start < selected.to && end > selected.from);
        const year = m.month.slice(0, 4);
        const showYear = i === 0 || m.month.endsWith('-01');
        const lacking = m.expected - m.candles;
        return (
          <div
            key={m.month}
            className={`month${inside ? '' : ' outside'}`}
            title={`${m.month}: ${count(m.candles)} of ${count(m.expected)} candles${lacking > 0 ? `, ${count(lacking)} not there` : ''}`}
          >
            <div className="month-cell">
              <div
                className={share >= 1 ? 'month-fill whole' : 'month-fill'}
                style={{ height: `${share > 0 ? Math.max(12, Math.floor(share * 100)) : 0}%` }}
              />
            </div>
            {!compact && <span>{showYear ? year : m.month.slice(5)}</span>}
          </div>
        );
      })}
    </div>
  );
}

function nextMonth(start: number): number {
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
