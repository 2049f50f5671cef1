import type { JobDetail, Progress } from '../api/types';
import { Empty, Panel, ProgressBar, StateBadge } from '../design/parts';
import { count, large, progressPercent } from '../format/number';
import { duration, toMillis } from '../format/time';
import { useNow } from './JobsPage';

const STEPS: Record<string, string> = {
  prepare: 'Fixing the candles of the range',
  search: 'Searching',
  merge: 'Merging the partial tops',
  verify: 'Checking the top rows with the reference engine',
};

interface RunPanelProps {
  detail: JobDetail;
  progress: Progress | null;
}

/** Where the job is: the bar, the rate, the time left. */
export function RunPanel({ detail, progress }: RunPanelProps) {
  const now = useNow(1000);
  const done = progress?.done ?? detail.done;
  const total = progress?.total ?? detail.combinations ?? 0;
  const state = progress?.state ?? detail.state;
  const running = state === 'RUNNING' || state === 'STOPPING';
  const tone = state === 'COMPLETED' ? 'done' : running ? 'running' : 'halted';
  const seconds = detail.started
    ? ((detail.finished ? toMillis(detail.finished) : now) - toMillis(detail.started)) / 1000
    : null;
  const pruned = progress?.pruned ?? 0;
  const skipped = progress?.skipped ?? detail.counts?.skipped_by_constraints ?? 0;

  return (
    <Panel className="run-panel">
      <div className="run figures">
        <div className="run-line">
          <div className="run-share">
            {progressPercent(done, total)}
            <small>
              {count(done)} of {count(total)} combinations
            </small>
          </div>
          <div className="muted" aria-live="polite">
            {stepText(state, progress)}
          </div>
        </div>
        <ProgressBar done={done} total={total} tone={tone} label="Combinations done" />
        <div className="run-facts">
          {running && progress && (
            <>
              <span>
                <strong>{large(progress.rate_combinations_per_second)}</strong> combinations/s
              </span>
              <span>
                <strong>{large(progress.rate_bar_combinations_per_second)}</strong>{' '}
                bar-combinations/s
              </span>
              <span>
                <strong>{duration(progress.eta_seconds)}</strong> left
              </span>
            </>
          )}
          {seconds !== null && (
            <span>
              <strong>{duration(Math.max(0, seconds))}</strong> {running ? 'so far' : 'in all'}
            </span>
          )}
          <span>
            <strong>{count(pruned)}</strong> pruned
          </span>
          <span>
            <strong>{count(skipped)}</strong> skipped by constraints
          </span>
        </div>
      </div>
    </Panel>
  );
}

function stepText(state: string, progress: Progress | null): string {
  switch (state) {
    case 'QUEUED':
      return 'Waiting for a scheduler to take it';
    case 'RUNNING':
      return progress?.step ? (STEPS[progress.step] ?? progress.step) : 'Starting';
    case 'STOPPING':
      return 'Stopping after the batches under way';
    case 'STOPPED':
      return 'Stopped. It goes on from here when started again';
    case 'COMPLETED':
      return 'Every combination is done, the top rows are checked';
    default:
      return '';
  }
}

/** Every partition with its own bar. */
export function Partitions({ progress }: { progress: Progress | null }) {
  if (!progress || progress.partitions.length === 0) {
    return (
      <Empty title="No partitions yet">
        The search is cut into index ranges once the candles are fixed.
      </Empty>
    );
  }
  return (
    <div className="partitions figures">
      {progress.partitions.map((p) => {
        const tone =
          p.next >= p.to
            ? 'done'
            : p.state === 'RUNNING' || p.state === 'STARTED'
              ? 'running'
              : 'halted';
        return (
          <div className="partition" key={p.name}>
            <div>
              <span>{p.name}</span>
              <StateBadge state={p.state} />
            </div>
            <ProgressBar
              thin
              done={p.next - p.from}
              total={p.to - p.from}
              tone={tone}
              label={`Partition ${p.name}`}
            />
            <div>
              <span>
                {count(p.from)} to {count(p.to)}
              </span>
              <span>{p.member ?? ''}</span>
            </div>
          </div>
        );
      })}
    </div>
  );
}
