import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useRef } from 'react';
import { candles, coverage as coverageQuery, type ResultSource } from '../api/queries';
import type { Report } from '../api/types';
import { useUrlChange, useUrlState } from '../app/urlState';
import { Segmented } from '../design/controls';
import { Icon } from '../design/Icon';
import { Note, Panel, Sign, Skeleton } from '../design/parts';
import { metric, metricText } from '../format/metric';
import { fixed, price, quantity } from '../format/number';
import { minute } from '../format/time';
import { LineageFacts } from '../jobs/LineageFacts';
import { timeframeMillis, TIMEFRAMES, type StrategyDocument } from '../optimization/document';
import { describe } from '../optimization/rules';
import { buyAndHold, initialEquity } from './benchmark';
import { CompatibilityPanel } from './CompatibilityPanel';
import { conventions } from './conventions';
import { DistributionPanel } from './DistributionPanel';
import { Inspector } from './Inspector';
import { MetricTable } from './MetricTable';
import { MonthlyReturns } from './MonthlyReturns';
import './result.css';
import { Sections } from './SectionsPanel';
import { TradesTable } from './TradesTable';

const CandleChart = lazy(() => import('../charts/CandleChart'));
const EquityChart = lazy(() => import('../charts/EquityChart'));

interface ReportViewProps {
  report: Report;
  strategy: unknown;
  backtest: unknown;
  /** Where it comes from, to ask more of it. */
  source: ResultSource;
}

const STRIP = [
  'total_return',
  'excess_return',
  'cagr',
  'sharpe',
  'sortino',
  'max_drawdown',
  'trades',
  'win_rate',
  'profit_factor',
  'expectancy',
  'exposure',
  'fees_paid',
];

/** Everything a backtest gives: the numbers, the pictures, the trades, and what they rest on. */
export function ReportView({ report, strategy, backtest, source }: ReportViewProps) {
  const spec = strategy as StrategyDocument;
  const [selected] = useUrlState('trade', '');
  const changeUrl = useUrlChange();
  const [bar, setBar] = useUrlState('bar', '');
  const [timeframe, setTimeframe] = useUrlState('tf', 'auto');
  const { market_id: marketId, symbol } = spec.instrument;
  const step = timeframeMillis(spec.timeframe);
  const from = Date.parse(report.candles.first);
  const to = Date.parse(report.candles.last) + step;
  const trade = selected === '' ? undefined : Number(selected);
  const barTime = Date.parse(bar);
  const inspected = Number.isNaN(barTime) ? undefined : barTime;
  const candlesPanel = useRef<HTMLDivElement>(null);
  const inspect = (time: number) => setBar(new Date(time).toISOString().replace('.000Z', 'Z'));
  const reveal = (time: number) => {
    inspect(time);
    candlesPanel.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  };
  const choose = (index: number) => {
    const chosen = index === trade ? undefined : report.trades[index];
    changeUrl(
      chosen ? { trade: String(index), bar: chosen.entry_ts_open } : { trade: null, bar: null },
    );
  };
  const stored = useQuery(coverageQuery);
  const synthetic = stored.data?.find(
    (c) => c.market_id === marketId && c.symbol === symbol,
  )?.synthetic;
  const finest = TIMEFRAMES.filter((t) => timeframeMillis(t) >= step);
  const lines = conventions(strategy, report);
  const warnings = [
    ...(synthetic && !report.warnings.some((w) => /synthetic/i.test(w))
      ? ['The candles of this instrument are synthetic: nothing here was traded by anyone.']
      : []),
    ...report.warnings,
  ];

  return (
    <>
      <section className="strip" aria-label="Metrics">
        {STRIP.map((name) => {
          const definition = metric(name);
          const value = report.metrics[name];
          const text = metricText(definition, value);
          return (
            <div key={name} title={definition.meaning}>
              <span className="strip-label">{definition.label}</span>
              <span className="strip-value">
                {definition.signed ? <Sign value={value}>{text}</Sign> : text}
              </span>
            </div>
          );
        })}
      </section>
      <p className="conventions">
        <Icon name="info" size={14} />
        <span>
          <strong>How it was computed:</strong> {lines.join(' · ')}
        </span>
      </p>
      {warnings.length > 0 && (
        <Note tone="warn">
          {warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Note>
      )}
      <Equity report={report} spec={spec} backtest={backtest} from={from} to={to} />
      <div ref={candlesPanel} className="anchor">
      <Panel
        title="Candles and trades"
        note="click a candle to see why it traded or didn't"
        flush
        actions={
          <Segmented
            label="Timeframe"
            value={timeframe}
            onChange={setTimeframe}
            options={[
              { value: 'auto', label: 'Auto' },
              ...finest.map((t) => ({ value: t as string, label: t })),
            ]}
          />
        }
      >
        <Suspense fallback={<Skeleton height={440} />}>
          <CandleChart
            marketId={marketId}
            symbol={symbol}
            from={from}
            to={to}
            timeframe={timeframe}
            finest={spec.timeframe}
            height={440}
            trades={report.trades}
            selectedTrade={trade}
            onPick={inspect}
            focus={inspected}
          />
        </Suspense>
        <p className="chart-key">
          <span>
            <svg width="10" height="9" viewBox="0 0 10 9" aria-hidden="true">
              <path d="M5 0l5 9H0z" fill="var(--accent)" />
            </svg>
            entry
          </span>
          <span>
            <svg width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
              <path d="M1 7L17 2" stroke="var(--profit)" strokeWidth="2" />
              <circle cx="18" cy="2.5" r="2.5" fill="var(--profit)" />
            </svg>
            to an exit with profit
          </span>
          <span>
            <svg width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
              <path d="M1 1L17 6" stroke="var(--loss)" strokeWidth="2" />
              <circle cx="18" cy="5.5" r="2.5" fill="var(--loss)" />
            </svg>
            to an exit with loss
          </span>
          <span className="muted">Scroll to zoom: finer candles load as you go in.</span>
        </p>
        {inspected !== undefined && (
          <Inspector
            source={source}
            at={inspected}
            onMove={inspect}
            onClose={() => setBar('')}
          />
        )}
      </Panel>
      </div>
      <div className="columns">
        <Panel title="Monthly returns" note="%" flush>
          <MonthlyReturns returns={report.returns_monthly} />
        </Panel>
        <Panel title="Strategy">
          <Strategy spec={spec} />
        </Panel>
      </div>
      <TradesTable
        trades={report.trades}
        selected={trade}
        onSelect={choose}
        report={report}
      />
      <DistributionPanel
        distribution={report.distribution}
        trades={report.trades}
        onSelect={choose}
      />
      <Sections source={source} onInspect={reveal} />
      {report.open_position && <OpenPosition position={report.open_position} />}
      <CompatibilityPanel values={report.compatibility} />
      <div className="columns">
        <Panel title="All metrics" flush>
          <MetricTable metrics={report.metrics} />
        </Panel>
        <Panel title="Lineage" note="The same three give the same numbers anywhere">
          <LineageFacts lineage={report.lineage} />
          <details className="document">
            <summary>Document backtest/v1</summary>
            <pre className="json" tabIndex={0} aria-label="Document backtest/v1">
              {JSON.stringify(backtest, null, 2)}
            </pre>
          </details>
        </Panel>
      </div>
    </>
  );
}

interface EquityProps {
  report: Report;
  spec: StrategyDocument;
  backtest: unknown;
  from: number;
  to: number;
}

function Equity({ report, spec, backtest, from, to }: EquityProps) {
  const { market_id: market_id, symbol } = spec.instrument;
  const coarse = timeframeMillis(spec.timeframe) > timeframeMillis('4h') ? spec.timeframe : '4h';
  const request = { market_id, symbol, from, to };
  const first = useQuery(candles({ ...request, timeframe: spec.timeframe, limit: 1 }));
  const closes = useQuery(candles({ ...request, timeframe: coarse, limit: 50_000 }));
  const benchmark = useMemo(
    () =>
      first.data && closes.data
        ? buyAndHold(report, first.data, closes.data, initialEquity(backtest))
        : [],
    [report, first.data, closes.data, backtest],
  );
  return (
    <Panel title="Equity and drawdown" note="daily marks, against buy and hold" flush>
      <Suspense fallback={<Skeleton height={340} />}>
        <EquityChart equity={report.equity_daily} benchmark={benchmark} height={340} />
      </Suspense>
    </Panel>
  );
}

function Strategy({ spec }: { spec: StrategyDocument }) {
  const stops = Object.entries(spec.stops ?? {}).filter(([, v]) => v !== null && v !== undefined);
  return (
    <div className="strategy">
      <ul>
        {Object.entries(spec.indicators).map(([id, { type, ...params }]) => (
          <li key={id}>
            <code>{id}</code> {type}{' '}
            <span className="muted">
              {Object.entries(params)
                .map(([k, v]) => `${k} ${String(v)}`)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {(['long', 'short'] as const).map((side) => {
        const rules = spec[side];
        return (
          rules && (
            <p key={side}>
              <strong>{side === 'long' ? 'Buy' : 'Sell short'}</strong> when {describe(rules.entry)},{' '}
              <strong>{side === 'long' ? 'sell' : 'buy back'}</strong>{' '}
              {rules.exit ? `when ${describe(rules.exit)}` : 'by stops'}.
            </p>
          )
        );
      })}
      {stops.length > 0 && (
        <p className="muted">
          {stops.map(([k, v]) => `${k.replaceAll('_', ' ').replace(' pct', '')} ${String(v)}${k.endsWith('pct') ? ' %' : ''}`).join(', ')}
        </p>
      )}
    </div>
  );
}

function OpenPosition({ position }: { position: NonNullable<Report['open_position']> }) {
  return (
    <Panel title="Still open at the end">
      <p>
        {position.side} {quantity(position.quantity)} since {minute(position.entry_ts_open)} at{' '}
        {price(position.entry_price)}, marked at {price(position.mark_price)}:{' '}
        <Sign value={position.unrealized_pnl}>{fixed(position.unrealized_pnl, 2)}</Sign>
      </p>
    </Panel>
  );
}
