import type { Coverage } from '../api/types';
import { count } from '../format/number';
import { nextMonth, shares, TYPES, type HoleType, type MonthCoverage } from './gapTypes';
import { HOLE_WORDS } from './holes';
import './marketdata.css';

interface MonthStripProps {
  coverage: Coverage;
  selected?: { from: number; to: number };
  compact?: boolean;
}

/**
 * One cell a month, filled as far as its candles are there; what is lacking is coloured by its
 * reason. A run of years stays one line.
 */
export function MonthStrip({ coverage, selected, compact }: MonthStripProps) {
  const months = coverage.months;
  const types = TYPES.filter((type) => months.some((m) => m.absent[type]));
  return (
    <div>
      <div className={`months${compact ? ' compact' : ''}`}>
        {months.map((m, i) => {
          const start = Date.parse(`${m.month}-01T00:00:00Z`);
          const inside =
            !selected || (start < selected.to && nextMonth(start) > selected.from);
          const year = m.month.slice(0, 4);
          const showYear = i === 0 || m.month.endsWith('-01');
          const lacking = shares(m);
          return (
            <div
              key={m.month}
              className={`month${inside ? '' : ' outside'}`}
              title={`${m.month}: ${count(m.candles)} candles, ${wordsOf(m)}`}
            >
              <div className="month-cell">
                {lacking.map(({ type, percent }) => (
                  <div
                    key={type}
                    className={`month-lack ${classOf(type)}`}
                    style={{ flexBasis: `${percent}%` }}
                  />
                ))}
                {m.candles > 0 && <div className="month-fill" />}
              </div>
              {!compact && <span>{showYear ? year : m.month.slice(5)}</span>}
            </div>
          );
        })}
      </div>
      {!compact && types.length > 0 && (
        <ul className="month-legend" aria-label="Colours of what is lacking">
          {types.map((type) => (
            <li key={type} className={classOf(type)}>
              {HOLE_WORDS[type]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function classOf(type: HoleType): string {
  return `lack-${type.toLowerCase().replace('_', '-')}`;
}

function wordsOf(month: MonthCoverage): string {
  const parts = TYPES.flatMap((type) => {
    const minutes = month.absent[type];
    return minutes ? [`${count(minutes)} missing (${HOLE_WORDS[type]})`] : [];
  });
  return parts.join(', ') || 'none missing';
}
