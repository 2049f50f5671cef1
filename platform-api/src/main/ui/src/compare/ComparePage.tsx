import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { comparison, job as jobQuery, jobs as jobsQuery, top as topQuery, type ResultSource } from '../api/queries';
import type { Comparison, Trade } from '../api/types';
import { Field, Select } from '../design/controls';
import { Button, Empty, Failure, LinkButton, Note, PageHead, Panel, Sign, Skeleton } from '../design/parts';
import { metric, metricText } from '../format/metric';
import { count, parameter, price, signed } from '../format/number';
import { minute } from '../format/time';
import { LineageFacts } from '../jobs/LineageFacts';
import { encode, HASH } from '../optimization/draft';
import { REASONS } from '../result/reasons';
import './compare.css';
import { differenceText, specText } from './differences';
import { fromAddress, toAddress, type Sides } from './sides';

const EquityChart = lazy(() => import('../charts/EquityChart'));

/** Two results side by side; the address says which. */
export default function ComparePage() {
  const { search, hash } = useLocation();
  const navigate = useNavigate();
  const sides = useMemo(() => fromAddress(search, hash), [search, hash]);
  const { left, right } = sides;

  useEffect(() => {
    document.title = 'Compare · candlegrid';
  }, []);

  const choose = (name: 'left' | 'right') => (source: ResultSource | undefined) =>
    void navigate(toAddress({ ...sides, [name]: source }));

  return (
    <div className="stack">
      <PageHead
        title="Compare two results"
        actions={
          left && right ? (
            <Button
              look="quiet"
              onClick={() => void navigate(toAddress({ left: right, right: left }))}
            >
              Swap sides
            </Button>
          ) : undefined
        }
      />
      <div className="sides-chosen">
        <Side name="Left" source={left} onChoose={choose('left')} hint={right} />
        <Side name="Right" source={right} onChoose={choose('right')} hint={left} />
      </div>
      {left && right ? <Both left={left} right={right} /> : <Missing sides={sides} />}
    </div>
  );
}

function Missing({ sides }: { sides: Sides }) {
  return (
    <Panel>
      <Empty title={sides.left || sides.right ? 'Choose the other side' : 'Choose two results'}>
        Choose a job and a rank above. In the top table of a job two rows can be marked and compared
        at once.
      </Empty>
    </Panel>
  );
}

interface SideProps {
  name: string;
  source: ResultSource | undefined;
  hint: ResultSource | undefined;
  onChoose: (source: ResultSource | undefined) => void;
}

/** Which result a side is, or the choice of one. */
function Side({ name, source, hint, onChoose }: SideProps) {
  return (
    <Panel title={name} {...(source ? { actions: <Button small look="quiet" onClick={() => onChoose(undefined)}>Choose another</Button> } : {})}>
      {source?.kind === 'trial' ? (
        <ChosenTrial job={source.job} index={source.index} />
      ) : source ? (
        <p>
          A backtest over what is stored now{' '}
          <LinkButton small look="quiet" to={`/backtests/result${HASH}${encode(source.document)}`}>
            Open it
          </LinkButton>
        </p>
      ) : (
        <Picker name={name} hint={hint?.kind === 'trial' ? hint.job : ''} onChoose={onChoose} />
      )}
    </Panel>
  );
}

function ChosenTrial({ job, index }: { job: string; index: number }) {
  const detail = useQuery(jobQuery(job));
  const top = useQuery(topQuery(job, false));
  const row = top.data?.top.find((r) => r.index === index);
  return (
    <p>
      {row ? `Rank ${row.rank}` : `Combination ${count(index)}`} of {detail.data?.name ?? 'the job'}{' '}
      <LinkButton small look="quiet" to={`/jobs/${job}/trials/${index}`}>
        Open it
      </LinkButton>
      {row && (
        <span className="chips">
          {Object.entries(row.parameters).map(([parameterName, value]) => (
            <span className="chip" key={parameterName}>
              <span>{parameterName}</span> {parameter(value)}
            </span>
          ))}
        </span>
      )}
    </p>
  );
}

interface PickerProps {
  name: string;
  hint: string;
  onChoose: (source: ResultSource) => void;
}

function Picker({ name, hint, onChoose }: PickerProps) {
  const list = useQuery(jobsQuery('COMPLETED', 100));
  const searches = (list.data?.jobs ?? []).filter((j) => j.kind === 'optimization');
  const [picked, setPicked] = useState('');
  const job = picked || hint || searches[0]?.job || '';
  const top = useQuery({ ...topQuery(job, false), enabled: job !== '' });
  if (list.data && searches.length === 0) {
    return <p className="muted">No search is complete yet: there is nothing to choose from.</p>;
  }
  return (
    <div className="fields">
      <Field label="Job">
        {({ id }) => (
          <Select
            id={id}
            value={job}
            onChange={setPicked}
            options={searches.map((j) => ({ value: j.job, label: j.name }))}
          />
        )}
      </Field>
      <Field label="Rank">
        {({ id }) => (
          <Select
            id={id}
            label={`${name}: rank`}
            value=""
            onChange={(index) => onChoose({ kind: 'trial', job, index: Number(index) })}
            options={[
              { value: '', label: 'Choose a row' },
              ...(top.data?.top ?? []).map((r) => ({
                value: String(r.index),
                label: `${r.rank}: ${Object.entries(r.parameters)
                  .map(([k, v]) => `${k} ${parameter(v)}`)
                  .join(', ')}`,
              })),
            ]}
          />
        )}
      </Field>
    </div>
  );
}

function Both({ left, right }: { left: ResultSource; right: ResultSource }) {
  const query = useQuery(comparison(left, right));
  const { data } = query;
  const other = useMemo(
    () => (data?.right.equity_daily ?? []).map((d) => ({ ts: Date.parse(d.ts), value: d.equity })),
    [data],
  );
  if (query.isError) {
    return <Failure error={query.error} retry={() => void query.refetch()} />;
  }
  if (!data) {
    return (
      <>
        <p className="muted" role="status">
          Computing both results
        </p>
        <Skeleton height={340} />
        <Skeleton height={300} />
      </>
    );
  }
  return (
    <>
      {data.warnings.length > 0 && (
        <Note tone="warn">
          {data.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Note>
      )}
      <Panel title="Equity" note="daily marks; the drawdown is of the left side" flush>
        <Suspense fallback={<Skeleton height={320} />}>
          <EquityChart
            equity={data.left.equity_daily}
            benchmark={other}
            height={320}
            names={['Left', 'Right']}
          />
        </Suspense>
      </Panel>
      <div className="columns even">
        <Metrics data={data} />
        <div className="stack">
          <Differences data={data} />
          <Panel title="Lineage">
            <h3>Left</h3>
            <LineageFacts lineage={data.left.lineage} />
            <h3 className="again">Right</h3>
            <LineageFacts lineage={data.right.lineage} />
          </Panel>
        </div>
      </div>
      <Trades data={data} />
    </>
  );
}

function Metrics({ data }: { data: Comparison }) {
  return (
    <Panel title="Metrics" note="the better side is marked" flush>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Metrics of both sides">
        <table className="table">
          <thead>
            <tr>
              <th>Metric</th>
              <th className="num">Left</th>
              <th className="num">Right</th>
              <th className="num">Right − left</th>
            </tr>
          </thead>
          <tbody>
            {data.metrics.map((row) => {
              const definition = metric(row.name);
              const cell = (side: 'left' | 'right') => (
                <td className={`num${row.better === side ? ' better' : ''}`}>
                  {row.better === side && (
                    <span className="better-mark" title="better">
                      <span aria-hidden="true">●</span>
                      <span className="sr-only">better: </span>
                    </span>
                  )}
                  {metricText(definition, row[side])}
                </td>
              );
              return (
                <tr key={row.name} title={definition.meaning}>
                  <th scope="row">{definition.label}</th>
                  {cell('left')}
                  {cell('right')}
                  <td className="num">
                    {differenceText(definition, row.difference)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Differences({ data }: { data: Comparison }) {
  const rows = data.spec_differences;
  return (
    <Panel title="What was asked for" note={rows.length === 0 ? 'no difference' : ''} flush>
      {rows.length === 0 ? (
        <p className="pad muted">Both documents say the same.</p>
      ) : (
        <div className="table-scroll" tabIndex={0} role="group" aria-label="Differences of the documents">
          <table className="table wrap">
            <thead>
              <tr>
                <th>Field</th>
                <th>Left</th>
                <th>Right</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.path}>
                  <th scope="row">
                    <code>{row.path.replace(/^strategy\./, '')}</code>
                  </th>
                  <td>{specText(row.left)}</td>
                  <td>{specText(row.right)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

const MOST_ROWS = 200;

function Trades({ data }: { data: Comparison }) {
  const { same, differing, only_left: onlyLeft, only_right: onlyRight } = data.trades;
  return (
    <Panel
      title="Trades"
      note={`${count(same)} alike, ${count(differing.length)} end differently, ${count(onlyLeft.length)} only left, ${count(onlyRight.length)} only right`}
      flush
    >
      {differing.length > 0 && (
        <>
          <h3 className="table-title">Entered alike, ended differently</h3>
          <div className="table-scroll short" tabIndex={0} role="group" aria-label="Trades that end differently">
            <table className="table">
              <thead>
                <tr>
                  <th>Entry</th>
                  <th>Side</th>
                  <th>Left exit</th>
                  <th className="num">Return</th>
                  <th>Right exit</th>
                  <th className="num">Return</th>
                </tr>
              </thead>
              <tbody>
                {differing.slice(0, MOST_ROWS).map(({ left, right }) => (
                  <tr key={left.entry_ts_open}>
                    <td className="nowrap">{minute(left.entry_ts_open)}</td>
                    <td>{left.side}</td>
                    <Exit trade={left} />
                    <Exit trade={right} />
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Rest shown={MOST_ROWS} of={differing.length} />
        </>
      )}
      <div className="columns even one-sided">
        <OneSided title="Only left" trades={onlyLeft} />
        <OneSided title="Only right" trades={onlyRight} />
      </div>
    </Panel>
  );
}

function Exit({ trade }: { trade: Trade }) {
  return (
    <>
      <td className="nowrap">
        {minute(trade.exit_ts_open)} {REASONS[trade.exit_reason] ?? trade.exit_reason}
      </td>
      <td className="num">
        <Sign value={trade.return}>{signed(trade.return * 100, 2)} %</Sign>
      </td>
    </>
  );
}

function OneSided({ title, trades }: { title: string; trades: Trade[] }) {
  return (
    <div>
      <h3 className="table-title">
        {title} <span className="muted">{count(trades.length)}</span>
      </h3>
      {trades.length > 0 && (
        <div className="table-scroll short" tabIndex={0} role="group" aria-label={`Trades ${title.toLowerCase()}`}>
          <table className="table">
            <thead>
              <tr>
                <th>Entry</th>
                <th>Side</th>
                <th className="num">Price</th>
                <th>Exit</th>
                <th className="num">Return</th>
              </tr>
            </thead>
            <tbody>
              {trades.slice(0, MOST_ROWS).map((trade) => (
                <tr key={trade.entry_ts_open}>
                  <td className="nowrap">{minute(trade.entry_ts_open)}</td>
                  <td>{trade.side}</td>
                  <td className="num">{price(trade.entry_price)}</td>
                  <Exit trade={trade} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Rest shown={MOST_ROWS} of={trades.length} />
    </div>
  );
}

function Rest({ shown, of: total }: { shown: number; of: number }) {
  return total > shown ? (
    <p className="pad muted">
      The first {count(shown)} of {count(total)}; the API has them all.
    </p>
  ) : null;
}
