import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { scheduleRuns, schedules as schedulesQuery } from '../api/queries';
import type { Schedule, ScheduleRun } from '../api/types';
import { useUrlState } from '../app/urlState';
import { Button, Empty, Failure, Panel, Skeleton, Time } from '../design/parts';
import { count } from '../format/number';
import { ago, duration } from '../format/time';
import { useNow } from '../jobs/JobsPage';
import { OUTCOMES, SCHEDULE_STATES, until } from './words';

/** What is due by the clock: run it now, pause it, see what became of it. */
export function SchedulesPanel() {
  const all = useQuery(schedulesQuery);
  const [open, setOpen] = useUrlState('schedule', '');
  const rows = all.data ?? [];
  return (
    <Panel flush title="Schedules" note="times in UTC; each firing runs once in the whole grid">
      {all.isPending ? (
        <div className="pad">
          <Skeleton lines={4} height={34} />
        </div>
      ) : !all.data ? (
        <div className="pad">
          <Failure error={all.error} retry={() => void all.refetch()} />
        </div>
      ) : rows.length === 0 ? (
        <Empty title="Nothing is scheduled">
          Schedules run on processes with the role scheduler: <code>./candlegrid up</code>
        </Empty>
      ) : (
        <div className="table-scroll">
          <table className="table schedules">
            <thead>
              <tr>
                <th>Schedule</th>
                <th>State</th>
                <th>Last run</th>
                <th className="num">Took</th>
                <th>Next</th>
                <th>
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((schedule) => (
                <Row
                  key={schedule.job}
                  schedule={schedule}
                  open={open === schedule.job}
                  onToggle={() => setOpen(open === schedule.job ? '' : schedule.job)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

interface RowProps {
  schedule: Schedule;
  open: boolean;
  onToggle: () => void;
}

function Row({ schedule, open, onToggle }: RowProps) {
  const now = useNow(1000);
  const client = useQueryClient();
  const name = schedule.job;
  const params = { path: { name } };
  const act = useMutation({
    mutationFn: (what: 'run' | 'pause' | 'resume') =>
      answer(
        what === 'run'
          ? api.POST('/api/v1/schedules/{name}/run', { params })
          : what === 'pause'
            ? api.POST('/api/v1/schedules/{name}/pause', { params })
            : api.POST('/api/v1/schedules/{name}/resume', { params }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['schedules'] }),
  });
  const state = SCHEDULE_STATES[schedule.state];
  const paused = schedule.state === 'PAUSED';
  const running = schedule.state === 'RUNNING';
  return (
    <>
      <tr>
        <td>
          <button type="button" className="row-button" aria-expanded={open} onClick={onToggle}>
            {name}
          </button>
          <p className="muted">{schedule.description}</p>
        </td>
        <td>
          <span className={`badge verdict-${state.tone}`}>
            <span className="state-mark" aria-hidden="true" />
            {state.word}
          </span>
        </td>
        <td>
          {schedule.last ? (
            <>
              <Outcome run={schedule.last} />
              <p className="muted nowrap">
                <Time at={schedule.last.started} />, {ago(schedule.last.started, now)}
              </p>
            </>
          ) : (
            <span className="muted">not yet</span>
          )}
        </td>
        <td className="num">{schedule.last ? tookOf(schedule.last, now) : ''}</td>
        <td>
          {paused ? (
            <span className="muted">paused</span>
          ) : (
            <>
              <Time at={schedule.next} />
              <p className="muted">{until(schedule.next, now)}</p>
            </>
          )}
        </td>
        <td>
          <div className="row-actions">
            <Button small disabled={running || act.isPending} onClick={() => act.mutate('run')}>
              Run now
            </Button>
            <Button
              small
              look="quiet"
              disabled={act.isPending}
              onClick={() => act.mutate(paused ? 'resume' : 'pause')}
            >
              {paused ? 'Resume' : 'Pause'}
            </Button>
            <Button small look="quiet" aria-expanded={open} onClick={onToggle}>
              History
            </Button>
          </div>
          {act.isError && <Failure error={act.error} />}
        </td>
      </tr>
      {open && (
        <tr className="history">
          <td colSpan={6}>
            <History name={name} cron={schedule.cron} />
          </td>
        </tr>
      )}
    </>
  );
}

function History({ name, cron }: { name: string; cron: string }) {
  const now = useNow(1000);
  const runs = useQuery(scheduleRuns(name));
  if (runs.isPending) {
    return <Skeleton lines={3} height={20} />;
  }
  if (!runs.data) {
    return <Failure error={runs.error} retry={() => void runs.refetch()} />;
  }
  return (
    <>
      <p className="muted">
        Due by <code>{cron}</code> in Quartz&apos;s notation; {count(runs.data.total)} runs are kept
        {runs.data.total > runs.data.runs.length ? `, the newest ${count(runs.data.runs.length)} are shown` : ''}.
      </p>
      {runs.data.runs.length > 0 && (
        <div className="table-scroll history-runs" role="region" aria-label={`Runs of ${name}`} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th>Due</th>
                <th>Outcome</th>
                <th className="num">Took</th>
                <th>What was done</th>
                <th>By</th>
              </tr>
            </thead>
            <tbody>
              {runs.data.runs.map((run) => (
                <tr key={run.fire_time}>
                  <td>
                    <Time at={run.fire_time} show="second" />
                  </td>
                  <td>
                    <Outcome run={run} />
                  </td>
                  <td className="num">{tookOf(run, now)}</td>
                  <td className="wrap">{run.message}</td>
                  <td className="muted nowrap">{run.instance}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Outcome({ run }: { run: ScheduleRun }) {
  const { word, tone } = OUTCOMES[run.outcome];
  return (
    <span className={`badge verdict-${tone}`} title={run.message}>
      <span className="state-mark" aria-hidden="true" />
      {word}
    </span>
  );
}

function tookOf(run: ScheduleRun, now: number): string {
  const end = run.ended ? Date.parse(run.ended) : now;
  return duration(Math.max(0, (end - Date.parse(run.started)) / 1000));
}
