import type { Report } from '../api/types';
import { signed } from '../format/number';
import { yearsOf } from './months';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Years by months, tinted by size; the sign tells the direction without the tint. */
export function MonthlyReturns({ returns }: { returns: Report['returns_monthly'] }) {
  const years = yearsOf(returns);
  const reach = Math.max(0.01, ...returns.map((r) => Math.abs(r.return ?? 0)));
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label="Monthly returns in percent">
      <table className="table monthly">
        <thead>
          <tr>
            <th>Year</th>
            {MONTHS.map((m) => (
              <th key={m} className="num">
                {m}
              </th>
            ))}
            <th className="num">Year</th>
          </tr>
        </thead>
        <tbody>
          {years.map((y) => (
            <tr key={y.year}>
              <th scope="row">{y.year}</th>
              {y.months.map((value, i) => (
                <td key={MONTHS[i]} className="num" style={tint(value, reach)}>
                  {value === undefined ? '' : signed(value === null ? null : value * 100, 1)}
                </td>
              ))}
              <td className="num year-total">{signed(y.total * 100, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function tint(value: number | null | undefined, reach: number) {
  if (value === null || value === undefined || value === 0) {
    return undefined;
  }
  const share = Math.round(8 + 30 * Math.min(1, Math.abs(value) / reach));
  return {
    background: `color-mix(in srgb, var(${value > 0 ? '--profit' : '--loss'}) ${share}%, var(--surface))`,
  };
}
