import type { Coverage } from '../api/types';
import { count } from '../format/number';
import './marketdata.css';

interface MonthStripProps {
  coverage: Coverage;
  selected?: { from: number; to: number };
  compact?: boolean;
}

const MINUTE = 60_000;

/** One cell a month, filled as far as its candles are there; a run of years stays one line. */
export function MonthStrip({ coverage, selected, compact }: MonthStripProps) {
  const months = coverage.months;
  const first = Date.parse(coverage.first);
  const last = Date.parse(coverage.last) + MINUTE;
  return (
    <div className={`months${compact ? ' compact' : ''}`}>
      {months.map((m, i) => {
        const share = m.expected > 0 ? Math.min(1, m.candles / m.expected) : 0;
        const start = Date.parse(`${m.month}-01T00:00:00Z`);
        const end = nextMonth(start);
        const inside = !selected || (start < selected.to && end > selected.from);
        const year = m.month.slice(0, 4);
        const showYear = i === 0 || m.month.endsWith('-01');
        // A month that is cut by the first or the last candle lacks nothing for that.
        const inRange = Math.min(end, last) - Math.max(start, first);
        const lacking = Math.max(0, Math.round(inRange / MINUTE) - m.candles);
        return (
          <div
            key={m.month}
            className={`month${inside ? '' : ' outside'}`}
            title={`${m.month}: ${count(m.candles)} candles${lacking > 0 ? `, ${count(lacking)} are missing` : ', none missing'}`}
          >
            <div className="month-cell">
              <div
                className={lacking === 0 ? 'month-fill whole' : 'month-fill'}
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
