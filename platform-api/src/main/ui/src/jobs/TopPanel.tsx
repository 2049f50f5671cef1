import { useMemo } from 'react';
import type { JobState, OptimizationResult } from '../api/types';
import { useUrlState } from '../app/urlState';
import { toAddress } from '../compare/sides';
import { Check } from '../design/controls';
import { Button, Empty, Failure, Note, Skeleton, LinkButton } from '../design/parts';
import { metric } from '../format/metric';
import { count } from '../format/number';
import { matches, parseFilter } from './filter';
import { collapse, compareRows, twins, type Column } from './sorting';
import { TopTable } from './TopTable';
import './top.css';

interface TopPanelProps {
  id: string;
  state: JobState;
  objective: string;
  result: OptimizationResult | undefined;
  pending: boolean;
  error: unknown;
  retry: () => void;
  onHeatmap: () => void;
}

const FIRST_METRICS = [
  'total_return',
  'excess_return',
  'max_drawdown',
  'sharpe',
  'sortino',
  'calmar',
  'trades',
  'win_rate',
  'profit_factor',
  'expectancy',
  'exposure',
  'fees_paid',
];

/** The best trials: what they are the best of, then the table. */
export function TopPanel(props: TopPanelProps) {
  const { id, state, objective, result, pending, error, retry, onHeatmap } = props;
  const [sort, setSort] = useUrlState('sort', '');
  const [filter, setFilter] = useUrlState('filter', '');
  const [all, setAll] = useUrlState('all', '');
  const [selected, setSelected] = useUrlState('row', '');
  const [marked, setMarked] = useUrlState('compare', '');
  const marks = marked === '' ? [] : marked.split(',').map(Number);
  const mark = (index: number) =>
    setMarked(
      (marks.includes(index)
        ? marks.filter((m) => m !== index)
        : // A third one takes the place of the first.
          [...marks.slice(-1), index]
      ).join(','),
    );
  const [left, right] = marks;

  const rows = result?.top ?? [];
  const parameters = useMemo(() => Object.keys(rows[0]?.parameters ?? {}).sort(), [rows]);
  const columns = useMemo<Column[]>(
    () => [
      { kind: 'rank' },
      ...parameters.map((name) => ({ kind: 'parameter' as const, name })),
      { kind: 'metric', name: objective },
      ...FIRST_METRICS.filter((m) => m !== objective).map((name) => ({
        kind: 'metric' as const,
        name,
      })),
    ],
    [parameters, objective],
  );
  const parsed = useMemo(() => parseFilter(filter, parameters), [filter, parameters]);
  const same = useMemo(() => twins(rows), [rows]);
  const [sortName, down] = sort.startsWith('-') ? [sort.slice(1), true] : [sort, false];
  const shown = useMemo(() => {
    const base = all ? rows : collapse(rows);
    const fitting =
      'conditions' in parsed ? base.filter((row) => matches(row, parsed.conditions)) : base;
    const column = columns.find((c) => c.kind !== 'rank' && c.name === sortName);
    return column
      ? [...fitting].sort((a, b) => compareRows(a, b, column, down))
      : down
        ? [...fitting].reverse()
        : fitting;
  }, [rows, all, parsed, columns, sortName, down]);

  if (pending) {
    return (
      <div className="pad">
        <Skeleton lines={12} height={26} />
      </div>
    );
  }
  if (error && !result) {
    return (
      <div className="pad">
        <Failure error={error} retry={retry} />
      </div>
    );
  }
  if (!result || rows.length === 0) {
    return <NoRows state={state} onHeatmap={onHeatmap} />;
  }

  const toggleSort = (name: string, better: 'up' | 'down') => {
    const first = better === 'up' ? `-${name}` : name;
    const second = better === 'up' ? name : `-${name}`;
    setSort(sort === first ? second : sort === second ? '' : first);
  };

  return (
    <div>
      <BestOf result={result} objective={objective} state={state} />
      <div className="top-tools">
        <div className="top-filter">
          <input
            className="input"
            aria-label="Filter rows"
            aria-invalid={'problem' in parsed || undefined}
            placeholder="Filter: sharpe > 1, trades >= 50, max_drawdown < 20"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
          {'problem' in parsed && <p className="field-error">{parsed.problem}</p>}
        </div>
        <Check checked={!all} onChange={(on) => setAll(on ? '' : '1')}>
          One row per trade list
        </Check>
        <span className="muted top-count" role="status">
          {count(shown.length)} of {count(rows.length)} rows
        </span>
        {left !== undefined && right !== undefined ? (
          <LinkButton
            small
            to={toAddress({
              left: { kind: 'trial', job: id, index: left },
              right: { kind: 'trial', job: id, index: right },
            })}
          >
            Compare the two
          </LinkButton>
        ) : (
          <span className="muted">
            {left === undefined ? 'Mark two rows to compare them' : 'Mark another row'}
          </span>
        )}
        <span className="top-links">
          <a
            className="button quiet small"
            href={`/api/v1/jobs/${id}/top.csv`}
            download={`top-${id}.csv`}
          >
            CSV
          </a>
          <a
            className="button quiet small"
            href={`/api/v1/jobs/${id}/top?limit=500`}
            download={`top-${id}.json`}
          >
            JSON
          </a>
        </span>
      </div>
      {shown.length === 0 ? (
        <Empty
          title="No row fits the filter"
          actions={<Button onClick={() => setFilter('')}>Clear the filter</Button>}
        >
          All {count(rows.length)} rows are left out by it.
        </Empty>
      ) : (
        <TopTable
          id={id}
          rows={shown}
          columns={columns}
          objective={objective}
          twins={same}
          sortName={sortName}
          down={down}
          onSort={toggleSort}
          selected={Number(selected) || (shown[0]?.rank ?? 1)}
          onSelect={(rank) => setSelected(String(rank))}
          marks={marks}
          onMark={mark}
        />
      )}
    </div>
  );
}

/** Says out loud what the top is the best of: of many trials some look good by luck. */
function BestOf({
  result,
  objective,
  state,
}: {
  result: OptimizationResult;
  objective: string;
  state: JobState;
}) {
  const { counts } = result;
  const pruned = Object.entries(counts.pruned ?? {}).filter(([, n]) => n > 0);
  const details = [
    pruned.length > 0 &&
      pruned
        .map(([reason, n]) => `${count(n)} pruned by ${reason.toLowerCase().replaceAll('_', ' ')}`)
        .join(', '),
    counts.skipped_by_constraints > 0 && `${count(counts.skipped_by_constraints)} left out by constraints`,
    counts.null_objective > 0 &&
      `${count(counts.null_objective)} without a ${metric(objective).label}`,
  ].filter(Boolean);
  const trials = counts.evaluated + pruned.reduce((sum, [, n]) => sum + n, 0);
  return (
    <div className="best-of">
      <Note>
        <strong>
          Best of {count(trials)} trials by {metric(objective).label}
          {state === 'COMPLETED' ? '.' : ' so far.'}
        </strong>{' '}
        The best of many looks better than it is: expect less on candles it has not seen.
        {details.length > 0 && <span className="best-details"> {details.join(', ')}.</span>}
      </Note>
    </div>
  );
}

function NoRows({ state, onHeatmap }: { state: JobState; onHeatmap: () => void }) {
  if (state === 'QUEUED' || state === 'RUNNING' || state === 'STOPPING') {
    return (
      <Empty
        title="No rows yet"
        actions={<Button onClick={onHeatmap}>Watch the heat map fill</Button>}
      >
        The best rows appear here when the search is done and they have been checked.
      </Empty>
    );
  }
  if (state === 'STOPPED' || state === 'FAILED') {
    return (
      <Empty
        title="No top yet"
        actions={<Button onClick={onHeatmap}>Heat map of what is done</Button>}
      >
        The top is made when every combination is done, and this job ended before. The finished
        combinations are kept: it can go on where it stopped.
      </Empty>
    );
  }
  return (
    <Empty title="No trial made it to the top">
      Every combination was pruned or has no value of the objective. Loosen the pruning or the
      constraints, or choose a longer range.
    </Empty>
  );
}
