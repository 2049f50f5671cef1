import type { Report } from '../api/types';
import { Sign } from '../design/parts';
import { metric, METRICS, metricText } from '../format/metric';

/** Every metric, by group; the meaning on hover. Names we don't know are shown as they are. */
export function MetricTable({ metrics }: { metrics: Report['metrics'] }) {
  const known = METRICS.filter((m) => m.name in metrics);
  const others = Object.keys(metrics)
    .filter((name) => !METRICS.some((m) => m.name === name))
    .map(metric);
  const groups = [...new Set(known.map((m) => m.group))];
  return (
    <div className="metric-groups">
      {groups.map((group) => (
        <div key={group}>
          <h3>{group}</h3>
          <dl className="facts">
            {[...known, ...(group === 'Execution' ? others : [])]
              .filter((m) => m.group === group)
              .map((m) => {
                const value = metrics[m.name];
                const text = metricText(m, value);
                return (
                  <div key={m.name} title={m.meaning}>
                    <dt>{m.label}</dt>
                    <dd>{m.signed ? <Sign value={value}>{text}</Sign> : text}</dd>
                  </div>
                );
              })}
          </dl>
        </div>
      ))}
    </div>
  );
}
