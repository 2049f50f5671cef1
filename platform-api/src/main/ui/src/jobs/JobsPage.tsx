import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { jobs } from '../api/queries';
import type { Job } from '../api/types';
import { useUrlState } from '../app/urlState';
import { Segmented } from '../design/controls';
import {
  Empty,
  Failure,
  LinkButton,
  PageHead,
  Panel,
  ProgressBar,
  Skeleton,
  StateBadge,
  Time,
} from '../design/parts';
import { count, progressPercent } from '../format/number';
import { ago, duration, toMillis } from '../format/time';
import './jobs.css';

const FILTERS = [
  { value: '', label: 'All' },
  { value: 'RUNNING', label: 'Running' },
  { value: 'QUEUED', label: 'Queued' },
  { value: 'COMPLETED', label: 'Completed' },
  { value: 'STOPPED', label: 'Stopped' },
  { value: 'FAILED', label: 'Failed' },
] as const;

const PAGE = 100;

export function JobsPage() {
  const [state, setState] = useUrlState('state', '');
  const [search, setSearch] = useUrlState('q', '');
  const [limit, setLimit] = useUrlState('limit', String(PAGE));
  const query = useQuery(jobs(state, Number(limit) || PAGE));
  const wanted = search.trim().toLowerCase();
  const all = query.data?.jobs ?? [];
  const rows = all.filter((job) => !wanted || job.name.toLowerCase().includes(wanted));

  useEffect(() => {
    document.title = 'Jobs · candlegrid';
  }, []);

  return (
    <>
      <PageHead
        title="Jobs"
        actions={
          <LinkButton to="/optimizations/new" look="primary" icon="plus">
            New optimization
          </LinkButton>
        }
      />
      <div className="filters">
        <Segmented label="State" value={state} onChange={setState} options={FILTERS} />
        <input
          className="input search"
          type="search"
          aria-label="Filter by name"
          placeholder="Filter by name"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <Panel flush>
        {query.isPending ? (
          <div className="pad">
            <Skeleton lines={6} height={34} />
          </div>
        ) : query.isError && !query.data ? (
          <div className="pad">
            <Failure error={query.error} retry={() => void query.refetch()} />
          </div>
        ) : rows.length === 0 ? (
          <NoJobs filtered={Boolean(state || wanted)} clear={() => (setState(''), setSearch(''))} />
        ) : (
          <JobsTable rows={rows} />
        )}
      </Panel>
      {all.length >= (Number(limit) || PAGE) && (
        <div className="more">
          <button
            type="button"
            className="button plain"
            onClick={() => setLimit(String((Number(limit) || PAGE) + PAGE))}
          >
            Show older jobs
          </button>
        </div>
      )}
    </>
  );
}

function NoJobs({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  return filtered ? (
    <Empty
      title="No job fits the filter"
      actions={
        <button type="button" className="button plain" onClick={clear}>
          Show all jobs
        </button>
      }
    >
      There are jobs, but none with this state and name.
    </Empty>
  ) : (
    <Empty
      title="No jobs yet"
      actions={
        <LinkButton to="/optimizations/new" look="primary" icon="plus">
          New optimization
        </LinkButton>
      }
    >
      An optimization tries every combination of the parameters you choose and keeps the best 500.
      From a terminal: <code>./candlegrid optimize FILE --watch</code>
    </Empty>
  );
}

function JobsTable({ rows }: { rows: Job[] }) {
  const navigate = useNavigate();
  const now = useNow(30_000);
  return (
    <div className="table-scroll">
      <table className="table jobs-table">
        <thead>
          <tr>
            <th>Name</th>
            <th>State</th>
            <th>Progress</th>
            <th className="num">Combinations</th>
            <th className="num">Took</th>
            <th>Created</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((job) => (
            <tr
              key={job.job}
              className="link"
              onClick={(event) => {
                if (!(event.target as HTMLElement).closest('a')) {
                  void navigate(addressOf(job));
                }
              }}
            >
              <td className="job-name">
                <a
                  href={addressOf(job)}
                  onClick={(event) => {
                    if (!event.metaKey && !event.ctrlKey) {
                      event.preventDefault();
                      void navigate(addressOf(job));
                    }
                  }}
                >
                  {job.name}
                </a>
                {job.kind === 'import' && <span className="muted"> import</span>}
                {job.failure && <p className="job-failure">{job.failure}</p>}
              </td>
              <td>
                <StateBadge state={job.state} />
              </td>
              <td className="job-progress">
                <JobProgress job={job} />
              </td>
              <td className="num">{count(job.combinations)}</td>
              <td className="num">{took(job, now)}</td>
              <td title={ago(job.created, now)}>
                <Time at={job.created} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function addressOf(job: Job): string {
  return job.kind === 'import' ? `/market-data?import=${job.job}` : `/jobs/${job.job}`;
}

function JobProgress({ job }: { job: Job }) {
  const total = job.combinations ?? 0;
  if (total === 0) {
    return <span className="muted">{job.done > 0 ? `${count(job.done)} rows` : ''}</span>;
  }
  const tone = job.state === 'COMPLETED' ? 'done' : job.state === 'RUNNING' ? 'running' : 'halted';
  return (
    <div className="job-bar">
      <ProgressBar thin done={job.done} total={total} tone={tone} label={`Progress of ${job.name}`} />
      <span>{progressPercent(job.done, total)}</span>
    </div>
  );
}

function took(job: Job, now: number): string {
  if (!job.started) {
    return '';
  }
  const end = job.finished ? toMillis(job.finished) : now;
  return duration(Math.max(0, (end - toMillis(job.started)) / 1000));
}

/** The time, again every so often. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
