import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { heatmap } from '../api/queries';
import { useUrlState } from '../app/urlState';
import { Select } from '../design/controls';
import { Empty, Failure, Skeleton } from '../design/parts';
import { METRICS, metric as metricOf } from '../format/metric';
import { count } from '../format/number';
import { axesOf, combinationIndex, type OptimizationDocument } from '../optimization/document';

const HeatMapChart = lazy(() => import('../charts/HeatMapChart'));

interface HeatmapPanelProps {
  id: string;
  spec: OptimizationDocument | null;
  active: boolean;
}

const MAPPED = METRICS.filter((m) => !['Sides', 'Execution'].includes(m.group));

/** A metric over two axes: where the good region is, and how wide. */
export function HeatmapPanel({ id, spec, active }: HeatmapPanelProps) {
  const navigate = useNavigate();
  const axes = useMemo(() => (spec ? axesOf(spec) : []), [spec]);
  const names = axes.map((a) => a.name);
  const [xName, setX] = useUrlState('x', names[0] ?? '');
  const [yName, setY] = useUrlState('y', names[1] ?? '');
  const [metricName, setMetric] = useUrlState('metric', spec?.objective ?? 'sharpe');
  const enough = names.length >= 2 && names.includes(xName) && names.includes(yName) && xName !== yName;
  const query = useQuery({
    ...heatmap(id, xName, yName, metricName),
    enabled: enough,
    ...(active ? { refetchInterval: 5000 } : {}),
  });

  if (names.length < 2) {
    return (
      <Empty title="A heat map needs two axes">
        This job searched {names.length === 1 ? 'one parameter' : 'no parameter'}. The top table
        tells all there is.
      </Empty>
    );
  }
  const options = names.map((name) => ({ value: name, label: name }));
  const swap = (set: (v: string) => void, other: string, setOther: (v: string) => void, own: string) =>
    (value: string) => {
      set(value);
      if (value === other) {
        setOther(own);
      }
    };
  const definition = metricOf(metricName);
  const open =
    axes.length === 2
      ? (x: number, y: number) => {
          const index = combinationIndex(axes, { [xName]: x, [yName]: y });
          void navigate(`/jobs/${id}/trials/${index}`);
        }
      : undefined;
  return (
    <div className="heat">
      <div className="heat-tools">
        <label>
          <span className="label">Across</span>
          <Select value={xName} onChange={swap(setX, yName, setY, xName)} options={options} />
        </label>
        <label>
          <span className="label">Up</span>
          <Select value={yName} onChange={swap(setY, xName, setX, yName)} options={options} />
        </label>
        <label>
          <span className="label">Colour</span>
          <Select
            value={metricName}
            onChange={setMetric}
            options={MAPPED.map((m) => ({ value: m.name, label: m.label, group: m.group }))}
          />
        </label>
        <p className="muted">
          {query.data && `${count(query.data.cells.length)} cells. `}
          {axes.length > 2 && `Each cell is the best over the other ${axes.length - 2 === 1 ? 'axis' : 'axes'}. `}
          Scroll or pinch to zoom, drag to move{open ? ', click to open the trial' : ''}.
        </p>
      </div>
      {query.isError && !query.data ? (
        <div className="pad">
          <Failure error={query.error} retry={() => void query.refetch()} />
        </div>
      ) : query.data && enough ? (
        <Suspense fallback={<Skeleton height={460} />}>
          <HeatMapChart data={query.data} metric={definition} onOpen={open} />
        </Suspense>
      ) : (
        <div className="pad">
          <Skeleton height={460} />
        </div>
      )}
    </div>
  );
}
