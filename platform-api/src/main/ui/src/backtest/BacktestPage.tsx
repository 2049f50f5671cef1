import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useLocation } from 'react-router';
import { backtestReport, type ResultSource } from '../api/queries';
import { Empty, Failure, LinkButton, PageHead, Panel, Skeleton } from '../design/parts';
import { range } from '../format/time';
import { toAddress } from '../compare/sides';
import type { OptimizationDocument } from '../optimization/document';
import { HASH, parse, textInAddress } from '../optimization/draft';
import { ReportView } from '../result/ReportView';

/** The result of the backtest in the address: a link computes the same again. */
export default function BacktestPage() {
  const { hash } = useLocation();
  const text = useMemo(() => textInAddress(hash), [hash]);
  const read = useMemo(() => (text === null ? null : parse(text)), [text]);

  useEffect(() => {
    document.title = 'Backtest · candlegrid';
  }, []);

  return text !== null && read && 'document' in read ? (
    <Result text={text} document={read.document} edit={`/backtests/new${hash}`} />
  ) : (
    <>
      <PageHead title="Backtest" />
      <Panel>
        <Empty
          title="No backtest is in this address"
          actions={
            <LinkButton to="/backtests/new" look="primary">
              New backtest
            </LinkButton>
          }
        >
          The address of a result holds its document after {HASH}. This one was cut off, or never had
          one.
        </Empty>
      </Panel>
    </>
  );
}

function Result({ text, document, edit }: { text: string; document: OptimizationDocument; edit: string }) {
  const report = useQuery(backtestReport(text));
  const source = useMemo<ResultSource>(() => ({ kind: 'backtest', document: text }), [text]);
  const backtest = useMemo(() => JSON.parse(text) as unknown, [text]);
  const { strategy, range: asked } = document;
  return (
    <div className="stack">
      <PageHead
        crumb={{ to: edit, label: 'New backtest' }}
        title="Backtest"
        note={
          <span>
            {strategy.instrument.symbol} · {strategy.timeframe} · {range(asked.from, asked.to)}
          </span>
        }
        actions={
          <>
            <LinkButton look="quiet" to={toAddress({ left: source })}>
              Compare
            </LinkButton>
            <LinkButton icon="back" to={edit}>
              Change it
            </LinkButton>
          </>
        }
      />
      {report.isError ? (
        <Failure error={report.error} retry={() => void report.refetch()} />
      ) : report.data ? (
        <ReportView
          key={text}
          report={report.data}
          strategy={strategy}
          backtest={backtest}
          source={source}
        />
      ) : (
        <>
          <p className="muted" role="status">
            Running the backtest
          </p>
          <Skeleton height={84} />
          <Skeleton height={340} />
          <Skeleton height={460} />
        </>
      )}
    </div>
  );
}
