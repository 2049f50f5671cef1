import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { reportSections, type ResultSource } from '../api/queries';
import type { Costs, Policies } from '../api/types';
import { Failure, Panel, Sign, Skeleton } from '../design/parts';
import { metric, metricText } from '../format/metric';
import { count, fixed, parameter, price, signed } from '../format/number';
import { local, minute } from '../format/time';
import { REASONS } from './reasons';

const POLICIES = ['pessimistic', 'optimistic', 'path'] as const;
const POLICY_METRICS = ['total_return', 'sharpe', 'max_drawdown', 'trades', 'win_rate', 'profit_factor', 'ambiguous_bars'];
const COST_METRICS = ['total_return', 'sharpe', 'max_drawdown', 'profit_factor', 'fees_paid', 'slippage_paid'];

const CASES: Record<string, string> = {
  as_given: 'As given',
  no_fees: 'Without fees',
  double_fees: 'Twice the fees',
  slippage_plus_tick: 'A tick more slippage',
};

interface SectionsProps {
  source: ResultSource;
  /** Shows a bar in the inspector. */
  onInspect: (time: number) => void;
}

/** What takes further runs of the engine: asked for when it comes into view. */
export function Sections({ source, onInspect }: SectionsProps) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  const query = useQuery({ ...reportSections(source), enabled: seen });

  useEffect(() => {
    const element = place.current;
    if (!element || seen) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      (entries) => entries.some((e) => e.isIntersecting) && setSeen(true),
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen]);

  const { policies, costs } = query.data ?? {};
  return (
    <div className="columns even" ref={place}>
      <Panel title="Bars that touch stop and profit" note="The result under each policy" flush>
        {policies ? (
          <PolicyTables policies={policies} onInspect={onInspect} />
        ) : (
          <Waiting error={query.error} retry={() => void query.refetch()} />
        )}
      </Panel>
      <Panel title="What the costs decide" note="Run again at other costs" flush>
        {costs ? (
          <CostTable costs={costs} />
        ) : (
          <Waiting error={query.error} retry={() => void query.refetch()} />
        )}
      </Panel>
    </div>
  );
}

function Waiting({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className="pad">
      {error ? (
        <Failure error={error} retry={retry} />
      ) : (
        <>
          <p className="muted">Running it again under other policies and costs</p>
          <Skeleton lines={5} height={22} />
        </>
      )}
    </div>
  );
}

function PolicyTables({ policies, onInspect }: { policies: Policies; onInspect: (t: number) => void }) {
  const bars = policies.ambiguous_bars;
  const differing = policies.trades_that_differ;
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Metrics under each policy">
        <table className="table">
          <thead>
            <tr>
              <th>Metric</th>
              {POLICIES.map((policy) => (
                <th key={policy} className="num">
                  {policy}
                  {policy === policies.chosen && <span className="unit"> chosen</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {POLICY_METRICS.map((name) => (
              <MetricRow
                key={name}
                name={name}
                values={POLICIES.map((policy) => policies.metrics[policy][name])}
              />
            ))}
          </tbody>
        </table>
      </div>
      {bars.length === 0 ? (
        <p className="pad muted">
          No bar touched both a stop and the take-profit: the three policies say the same.
        </p>
      ) : (
        <>
          <h3 className="table-title">
            {count(bars.length)} ambiguous {bars.length === 1 ? 'bar' : 'bars'}
            <span className="muted"> choose one to inspect it</span>
          </h3>
          <div className="table-scroll short" tabIndex={0} role="group" aria-label="Ambiguous bars">
            <table className="table">
              <thead>
                <tr>
                  <th>Bar</th>
                  <th>Side</th>
                  <th className="num">Open</th>
                  <th className="num">High</th>
                  <th className="num">Low</th>
                  <th className="num">Adverse</th>
                  <th className="num">Profit</th>
                  <th>Path takes</th>
                </tr>
              </thead>
              <tbody>
                {bars.map((bar) => (
                  <tr key={`${bar.ts_open} ${bar.entry_ts_open}`}>
                    <td className="nowrap">
                      <button
                        type="button"
                        className="link"
                        title={local(bar.ts_open)}
                        onClick={() => onInspect(Date.parse(bar.ts_open))}
                      >
                        {minute(bar.ts_open)}
                      </button>
                    </td>
                    <td>{bar.side}</td>
                    <td className="num">{price(bar.open)}</td>
                    <td className="num">{price(bar.high)}</td>
                    <td className="num">{price(bar.low)}</td>
                    <td className="num" title={REASONS[bar.adverse]}>
                      {price(bar[bar.adverse as 'stop_loss' | 'trailing' | 'liquidation'])}
                    </td>
                    <td className="num">{price(bar.take_profit)}</td>
                    <td>{bar.exits.path ? REASONS[bar.exits.path] : 'not in it'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {differing.length > 0 && (
            <>
              <h3 className="table-title">
                {count(differing.length)} {differing.length === 1 ? 'trade ends' : 'trades end'} differently
              </h3>
              <div className="table-scroll short" tabIndex={0} role="group" aria-label="Trades that differ">
                <table className="table">
                  <thead>
                    <tr>
                      <th>Entry</th>
                      <th>Side</th>
                      {POLICIES.map((policy) => (
                        <th key={policy} className="num">
                          {policy}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {differing.map((trade) => (
                      <tr key={trade.entry_ts_open}>
                        <td className="nowrap">{minute(trade.entry_ts_open)}</td>
                        <td>{trade.side}</td>
                        {POLICIES.map((policy) => {
                          const exit = trade.exits[policy];
                          return (
                            <td key={policy} className="num">
                              {exit ? (
                                <span title={`${REASONS[exit.exit_reason] ?? exit.exit_reason} at ${price(exit.exit_price)}, ${minute(exit.exit_ts_open)}`}>
                                  <Sign value={exit.return}>{signed(exit.return * 100, 2)} %</Sign>
                                </span>
                              ) : (
                                <span className="muted">not made</span>
                              )}
                            </td>
                          );
                        })}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          )}
        </>
      )}
    </>
  );
}

function CostTable({ costs }: { costs: Costs }) {
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Metrics at other costs">
        <table className="table">
          <thead>
            <tr>
              <th>Metric</th>
              {costs.rows.map((row) => (
                <th
                  key={row.case}
                  className="num"
                  title={`fee ${parameter(row.fee_pct)} %, slippage ${fixed(row.slippage_pct, 4)} %`}
                >
                  {CASES[row.case] ?? row.case}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {COST_METRICS.map((name) => (
              <MetricRow key={name} name={name} values={costs.rows.map((row) => row.metrics[name])} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="pad">
        <strong>Break-even fee:</strong> {breakEvenText(costs)}{' '}
        <span className="muted">
          A tick is {price(costs.tick)}, {parameter(Number(costs.tick_pct.toPrecision(2)))} % of the mean close.
        </span>
      </p>
    </>
  );
}

/** The break-even fee as a sentence. */
export function breakEvenText({ break_even: found }: Pick<Costs, 'break_even'>): string {
  switch (found.verdict) {
    case 'found':
      return `${fixed(found.fee_pct, 4)} % a fill, found by ${count(found.reruns)} runs.`;
    case 'loses_without_fees':
      return 'none, it loses without any fee.';
    case 'above_bound':
      return `above ${parameter(found.bound_pct)} % a fill, the largest that is tried.`;
    default:
      return 'none, nothing was traded.';
  }
}

function MetricRow({ name, values }: { name: string; values: (number | null | undefined)[] }) {
  const definition = metric(name);
  return (
    <tr title={definition.meaning}>
      <th scope="row">{definition.label}</th>
      {values.map((value, i) => {
        const text = metricText(definition, value);
        return (
          <td key={i} className="num">
            {definition.signed ? <Sign value={value}>{text}</Sign> : text}
          </td>
        );
      })}
    </tr>
  );
}
