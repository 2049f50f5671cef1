import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../api/client';
import { useLiveProgress } from '../api/live';
import { isTerminal, job as jobQuery, top as topQuery } from '../api/queries';
import type { Job, JobDetail, OptimizationResult, Progress } from '../api/types';
import { useUrlState } from '../app/urlState';
import { LiveMark } from '../design/LiveMark';
import {
  Button,
  Failure,
  LinkButton,
  PageHead,
  Panel,
  Skeleton,
  StateBadge,
  Time,
} from '../design/parts';
import { range } from '../format/time';
import { timeframeMillis, type OptimizationDocument } from '../optimization/document';
import { HeatmapPanel } from './HeatmapPanel';
import './jobs.css';
import { LineageFacts } from './LineageFacts';
import { Partitions, RunPanel } from './RunPanel';
import { TopPanel } from './TopPanel';

type Tab = 'top' | 'heatmap' | 'partitions' | 'spec';

const TABS: { value: Tab; label: string }[] = [
  { value: 'top', label: 'Top 500' },
  { value: 'heatmap', label: 'Heat map' },
  { value: 'partitions', label: 'Partitions' },
  { value: 'spec', label: 'Spec and lineage' },
];

export default function JobPage() {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const query = useQuery(jobQuery(id));
  const detail = query.data;
  const active = detail !== undefined && !isTerminal(detail.state);
  const { progress, freshness } = useLiveProgress(id, active, () => {
    void client.invalidateQueries({ queryKey: ['job', id] });
    void client.invalidateQueries({ queryKey: ['top', id] });
    void client.invalidateQueries({ queryKey: ['jobs'] });
  });

  const top = useQuery(topQuery(id, active));

  useEffect(() => {
    document.title = `${detail?.name ?? 'Job'} · candlegrid`;
  }, [detail?.name]);

  if (query.isPending) {
    return <Skeleton height={120} lines={3} />;
  }
  if (!detail) {
    return (
      <>
        <PageHead crumb={{ to: '/jobs', label: 'Jobs' }} title="Job" />
        <Failure error={query.error} retry={() => void query.refetch()} />
      </>
    );
  }
  const state = progress && active ? progress.state : detail.state;
  const spec = detail.spec as unknown as OptimizationDocument | null;

  return (
    <div className="stack">
      <PageHead
        crumb={{ to: '/jobs', label: 'Jobs' }}
        title={detail.name}
        note={
          <>
            <StateBadge state={state} />
            {active && <LiveMark freshness={freshness} />}
            {spec && (
              <span>
                {spec.strategy?.instrument?.symbol} · {spec.strategy?.timeframe} ·{' '}
                {range(spec.range?.from, spec.range?.to)}
              </span>
            )}
            <span className="muted">
              created <Time at={detail.created} />
            </span>
          </>
        }
        actions={<JobActions detail={detail} />}
      />
      {detail.failure && <Failure error={new Error(detail.failure)} />}
      <RunPanel
        detail={detail}
        progress={progress}
        searchSeconds={top.data?.seconds.search ?? null}
        bars={barsOf(spec)}
      />
      <Results detail={detail} progress={progress} top={top} active={active} spec={spec} />
    </div>
  );
}

/** Bars of the range, holes not taken off. */
function barsOf(spec: OptimizationDocument | null): number | null {
  const span = Date.parse(spec?.range?.to ?? '') - Date.parse(spec?.range?.from ?? '');
  return spec && Number.isFinite(span)
    ? Math.floor(span / timeframeMillis(spec.strategy.timeframe))
    : null;
}

function JobActions({ detail }: { detail: JobDetail }) {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['job', detail.job] });
    void client.invalidateQueries({ queryKey: ['jobs'] });
  };
  const path = { id: detail.job };
  const stop = useMutation({
    mutationFn: () => answer<Job>(api.POST('/api/v1/jobs/{id}/stop', { params: { path } })),
    onSettled: refresh,
  });
  const restart = useMutation({
    mutationFn: () => answer<Job>(api.POST('/api/v1/jobs/{id}/restart', { params: { path } })),
    onSettled: refresh,
  });
  const error = stop.error ?? restart.error;
  const canStop = detail.state === 'RUNNING' || detail.state === 'QUEUED';
  const canRestart = detail.state === 'STOPPED' || detail.state === 'FAILED';
  return (
    <>
      {error && <Failure error={error} />}
      {canStop && (
        <Button icon="stop" disabled={stop.isPending} onClick={() => stop.mutate()}>
          Stop
        </Button>
      )}
      {canRestart && (
        <Button icon="restart" disabled={restart.isPending} onClick={() => restart.mutate()}>
          Go on where it stopped
        </Button>
      )}
      <LinkButton to={`/optimizations/new?job=${detail.job}`} icon="plus">
        Use as new spec
      </LinkButton>
    </>
  );
}

interface ResultsProps {
  detail: JobDetail;
  progress: Progress | null;
  top: UseQueryResult<OptimizationResult>;
  active: boolean;
  spec: OptimizationDocument | null;
}

function Results({ detail, progress, top, active, spec }: ResultsProps) {
  const [chosen, setTab] = useUrlState('tab', 'top');
  const tab = TABS.some((t) => t.value === chosen) ? (chosen as Tab) : 'top';
  const move = (event: React.KeyboardEvent) => {
    const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (way === 0) {
      return;
    }
    event.preventDefault();
    const at = TABS.findIndex((t) => t.value === tab);
    const next = TABS[(at + way + TABS.length) % TABS.length];
    if (next) {
      setTab(next.value);
      document.getElementById(`tab-${next.value}`)?.focus();
    }
  };
  return (
    <Panel flush>
      <div className="tabs" role="tablist" aria-label="Results" onKeyDown={move}>
        {TABS.map((t) => (
          <button
            key={t.value}
            id={`tab-${t.value}`}
            type="button"
            role="tab"
            aria-selected={t.value === tab}
            aria-controls="tab-panel"
            tabIndex={t.value === tab ? 0 : -1}
            onClick={() => setTab(t.value)}
          >
            {t.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
        {tab === 'top' && (
          <TopPanel
            id={detail.job}
            state={detail.state}
            objective={spec?.objective ?? 'sharpe'}
            result={top.data}
            pending={top.isPending}
            error={top.error}
            retry={() => void top.refetch()}
            onHeatmap={() => setTab('heatmap')}
          />
        )}
        {tab === 'heatmap' && <HeatmapPanel id={detail.job} spec={spec} active={active} />}
        {tab === 'partitions' && <Partitions progress={progress} />}
        {tab === 'spec' && (
          <div>
            {(top.data?.lineage ?? detail.lineage) && (
              <div className="pad">
                <LineageFacts lineage={(top.data?.lineage ?? detail.lineage)!} />
              </div>
            )}
            <pre className="json" tabIndex={0} aria-label="Spec as JSON">
              {JSON.stringify(detail.spec, null, 2)}
            </pre>
          </div>
        )}
      </div>
    </Panel>
  );
}
