import { useQuery } from '@tanstack/react-query';
import { status as statusQuery } from '../api/queries';
import type { JobDetail, Progress, Status } from '../api/types';
import { Empty, Panel, ProgressBar, StateBadge } from '../design/parts';
import { count, large, NONE, progressPercent } from '../format/number';
import { duration, toMillis } from '../format/time';
import { useNow } from './JobsPage';

const STEPS: Record<string, string> = {
  prepare: 'Fixing the candles of the range',
  search: 'Searching',
  merge: 'Merging the partial tops',
  verify: 'Checking the top rows with the reference engine',
  publish: 'Writing the final top',
};

interface RunPanelProps {
  detail: JobDetail;
  progress: Progress | null;
  /** Seconds of the search alone, once it is known. */
  searchSeconds: number | null;
  bars: number | null;
}

/** Where the job is: the bar, the rate, the time left; one line once it is complete. */
export function RunPanel({ detail, progress, searchSeconds, bars }: RunPanelProps) {
  const now = useNow(1000);
  const done = progress?.done ?? detail.done;
  const total = progress?.total || (detail.combinations ?? 0);
  const state = progress?.state ?? detail.state;
  const running = state === 'RUNNING' || state === 'STOPPING';
  const seconds = detail.started
    ? ((detail.finished ? toMillis(detail.finished) : now) - toMillis(detail.started)) / 1000
    : null;
  const facts: [string, string][] = [];
  if (running && progress) {
    facts.push([rate(progress.rate_combinations_per_second), 'combinations/s']);
    facts.push([rate(progress.rate_bar_combinations_per_second), 'bar-combinations/s']);
    facts.push([duration(progress.eta_seconds), 'left']);
  }
  if (state === 'COMPLETED') {
    facts.push([count(total), 'combinations']);
    if (searchSeconds) {
      facts.push([duration(searchSeconds), 'of search']);
      if (bars) {
        facts.push([large((bars * total) / searchSeconds), 'bar-combinations/s']);
      }
    }
  }
  if (seconds !== null) {
    facts.push([duration(Math.max(0, seconds)), running ? 'so far' : 'in all']);
  }
  facts.push([count(prunedOf(progress, detail)), 'pruned']);
  facts.push([
    count(progress?.skipped ?? detail.counts?.skipped_by_constraints ?? 0),
    'skipped by constraints',
  ]);
  const line = (
    <div className="run-facts">
      {facts.map(([value, word]) => (
        <span key={word}>
          <strong>{value}</strong> {word}
        </span>
      ))}
    </div>
  );

  if (state === 'COMPLETED') {
    return (
      <Panel className="run-panel done">
        <div className="run-line figures">
          {line}
          <span className="muted">The top rows were checked with the reference engine</span>
        </div>
      </Panel>
    );
  }
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
        <ProgressBar
          done={done}
          total={total}
          tone={running ? (total > 0 && done >= total ? 'busy' : 'running') : 'halted'}
          label="Combinations done"
        />
        {progress && progress.partitions.length > 1 && <PartitionStrip progress={progress} />}
        {line}
      </div>
    </Panel>
  );
}

/** No rate is known before two batches are done, and none after the search. */
function rate(perSecond: number): string {
  return perSecond > 0 ? large(perSecond) : NONE;
}

function prunedOf(progress: Progress | null, detail: JobDetail): number {
  return (
    progress?.pruned ??
    Object.values(detail.counts?.pruned ?? {}).reduce((sum, n) => sum + n, 0)
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
      return 'Stopped; it goes on from here when started again';
    default:
      return '';
  }
}

/** Every partition as a sliver of the whole, so that one sees who is behind. */
function PartitionStrip({ progress }: { progress: Progress }) {
  return (
    <div className="slivers" aria-hidden="true">
      {progress.partitions.map((p) => {
        const share = p.to > p.from ? (p.next - p.from) / (p.to - p.from) : 0;
        return (
          <div
            key={p.name}
            title={`${p.name}: ${progressPercent(p.next - p.from, p.to - p.from)}${p.member ? ` on ${p.member}` : ''}`}
          >
            <div className={share >= 1 ? 'whole' : undefined} style={{ width: `${share * 100}%` }} />
          </div>
        );
      })}
    </div>
  );
}

/** Where a member listens, which people know it by; its id when it has left. */
function nameOf(member: string | null, status: Status | undefined): string {
  return member === null
    ? ''
    : (status?.members.find((m) => m.id === member)?.address ?? member.slice(0, 8));
}

/** Every partition with its own bar. */
export function Partitions({ progress }: { progress: Progress | null }) {
  const status = useQuery(statusQuery);
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
              <span title={p.member ?? undefined}>{nameOf(p.member, status.data)}</span>
            </div>
          </div>
        );
      })}
    </div>
  );
}
