import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useParams } from 'react-router';
import {
  job as jobQuery,
  top as topQuery,
  trial,
  trialReport,
  type ResultSource,
} from '../api/queries';
import { toAddress } from '../compare/sides';
import { Failure, LinkButton, PageHead, Skeleton } from '../design/parts';
import { count, parameter } from '../format/number';
import { range } from '../format/time';
import type { OptimizationDocument } from '../optimization/document';
import { encode, HASH } from '../optimization/draft';
import { ReportView } from './ReportView';

/** The result of one combination of a job. */
export default function TrialPage() {
  const { id = '', index = '0' } = useParams();
  const number = Number(index);
  const source = useMemo<ResultSource>(() => ({ kind: 'trial', job: id, index: number }), [id, number]);
  const job = useQuery(jobQuery(id));
  const documents = useQuery(trial(id, number));
  const report = useQuery(trialReport(id, number));
  const top = useQuery(topQuery(id, false));
  const rows = top.data?.top ?? [];
  const place = rows.findIndex((r) => r.index === number);
  const row = rows[place];
  const spec = (job.data?.spec ?? null) as unknown as OptimizationDocument | null;

  useEffect(() => {
    document.title = `${row ? `Rank ${row.rank}` : `Combination ${index}`} · ${job.data?.name ?? ''} · candlegrid`;
  }, [row, index, job.data?.name]);

  const evaluated = top.data?.counts.evaluated;
  const before = rows[place - 1];
  const after = place >= 0 ? rows[place + 1] : undefined;
  return (
    <div className="stack">
      <PageHead
        crumb={{ to: `/jobs/${id}`, label: job.data?.name ?? 'Job' }}
        title={row ? `Rank ${row.rank}` : `Combination ${count(number)}`}
        note={
          <>
            {row && (
              <span className="chips">
                {Object.entries(row.parameters).map(([name, value]) => (
                  <span className="chip" key={name}>
                    <span>{name}</span> {parameter(value)}
                  </span>
                ))}
              </span>
            )}
            {spec && (
              <span>
                {spec.strategy.instrument.symbol} · {spec.strategy.timeframe} ·{' '}
                {range(spec.range.from, spec.range.to)}
              </span>
            )}
            {row && evaluated !== undefined && (
              <span className="muted">
                chosen from {count(top.data?.counts.combinations)} combinations
              </span>
            )}
          </>
        }
        actions={
          <>
            {before && (
              <LinkButton look="quiet" icon="back" to={`/jobs/${id}/trials/${before.index}`}>
                Rank {before.rank}
              </LinkButton>
            )}
            {after && (
              <LinkButton look="quiet" icon="right" after to={`/jobs/${id}/trials/${after.index}`}>
                Rank {after.rank}
              </LinkButton>
            )}
            <LinkButton look="quiet" to={toAddress({ left: source })}>
              Compare
            </LinkButton>
            {documents.data && (
              <LinkButton
                look="quiet"
                to={`/backtests/new${HASH}${encode(JSON.stringify(documents.data.backtest))}`}
              >
                As backtest
              </LinkButton>
            )}
            <LinkButton icon="plus" to={`/optimizations/new?job=${id}&trial=${number}`}>
              Use as new spec
            </LinkButton>
          </>
        }
      />
      {report.isError ? (
        <Failure error={report.error} retry={() => void report.refetch()} />
      ) : report.data && documents.data ? (
        <ReportView
          key={`${id}/${index}`}
          report={report.data}
          strategy={documents.data.strategy}
          backtest={documents.data.backtest}
          source={source}
        />
      ) : documents.isError ? (
        <Failure error={documents.error} retry={() => void documents.refetch()} />
      ) : (
        <Waiting />
      )}
    </div>
  );
}

function Waiting() {
  return (
    <>
      <p className="muted" role="status">
        Computing the report of this combination
      </p>
      <Skeleton height={84} />
      <Skeleton height={340} />
      <Skeleton height={460} />
    </>
  );
}
