import type { Report } from '../api/types';
import { Panel } from '../design/parts';
import { fixed } from '../format/number';
import { byPeer, compatibilityColumn } from './compatibility';

/** Figures by the formulas of other programs, to compare a result with theirs. */
export function CompatibilityPanel({ values }: { values: Report['compatibility'] }) {
  return (
    <Panel
      title="As other programs would say it"
      note="Their formulas over this result; each formula on hover"
      flush
    >
      <div className="metric-groups">
        {byPeer(values).map(([peer, columns]) => (
          <div key={peer}>
            <h3>{peer}</h3>
            <dl className="facts">
              {columns.map(([name, value]) => {
                const column = compatibilityColumn(name);
                return (
                  <div key={name} title={column.formula}>
                    <dt>{column.label}</dt>
                    <dd>{fixed(value, 4)}</dd>
                  </div>
                );
              })}
            </dl>
          </div>
        ))}
      </div>
    </Panel>
  );
}
