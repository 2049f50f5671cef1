import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import {
  coverage as coverageQuery,
  indicators as indicatorsQuery,
  markets as marketsQuery,
} from '../api/queries';
import type { CheckedBacktest, Coverage, Indicator, Market } from '../api/types';
import { useUrlState } from '../app/urlState';
import { Segmented } from '../design/controls';
import { Button, Empty, Failure, LinkButton, PageHead, Panel, Skeleton } from '../design/parts';
import { count } from '../format/number';
import { range } from '../format/time';
import { DataPanel } from '../optimization/DataPanel';
import { asBacktest, documentInAddress, encode, HASH, print, useDraft } from '../optimization/draft';
import { IndicatorCards } from '../optimization/IndicatorCards';
import { JsonEditor } from '../optimization/JsonEditor';
import { Templates } from '../optimization/NewOptimizationPage';
import '../optimization/optimization.css';
import { RulesPanel } from '../optimization/RulesPanel';
import { Problems } from '../optimization/SidePanel';
import { startOf, TEMPLATES } from '../optimization/templates';
import { TradingPanel } from '../optimization/TradingPanel';
import { ErrorsContext, useVerdict } from '../optimization/validation';

const TITLE = 'New backtest';

/** Gathers what the form needs, then shows it. */
export default function NewBacktestPage() {
  const stored = useQuery(coverageQuery);
  const registry = useQuery(indicatorsQuery);
  const markets = useQuery(marketsQuery);

  useEffect(() => {
    document.title = `${TITLE} · candlegrid`;
  }, []);

  const error = stored.error ?? registry.error ?? markets.error;
  if (stored.data && registry.data && markets.data) {
    return stored.data.length > 0 ? (
      <Builder stored={stored.data} registry={registry.data} markets={markets.data} />
    ) : (
      <>
        <PageHead title={TITLE} />
        <Panel>
          <Empty
            title="No candles are stored yet"
            actions={
              <LinkButton to="/market-data" look="primary">
                To the market data
              </LinkButton>
            }
          >
            A backtest needs candles. Upload archives of an exchange or make a synthetic market
            there, or run <code>./candlegrid import FILE…</code>
          </Empty>
        </Panel>
      </>
    );
  }
  return (
    <>
      <PageHead title={TITLE} />
      {error ? (
        <Failure
          error={error}
          retry={() => {
            void stored.refetch();
            void registry.refetch();
            void markets.refetch();
          }}
        />
      ) : (
        <Skeleton height={190} lines={3} />
      )}
    </>
  );
}

interface BuilderProps {
  stored: Coverage[];
  registry: Indicator[];
  markets: Market[];
}

function Builder({ stored, registry, markets }: BuilderProps) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [view, setView] = useUrlState('view', 'form');
  const [template, setTemplate] = useState('');
  const longest = useMemo(
    () => [...stored].sort((a, b) => b.candles - a.candles)[0] ?? stored[0]!,
    [stored],
  );
  const draft = useDraft(
    useMemo(() => {
      const wanted = stored.find(
        (c) => c.symbol === params.get('symbol') && String(c.market_id) === params.get('market'),
      );
      return documentInAddress() ?? TEMPLATES[0]!.build(startOf(wanted ?? longest));
      // Only the first look at the address counts; from then on the form writes it.
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []),
    false,
  );
  const verdict = useVerdict<CheckedBacktest>('/api/v1/backtests/check', draft.text);
  const market = markets.find((m) => m.market_id === draft.document.strategy.instrument.market_id);
  const encoded = encode(JSON.stringify(asBacktest(draft.document)));

  useEffect(() => {
    // The address holds the document, so that reload, back and a copied link show the same form.
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, '', `${pathname}${search}${HASH}${encoded}`);
  }, [encoded]);

  const apply = (id: string) => {
    const { market_id, symbol } = draft.document.strategy.instrument;
    const instrument = stored.find((c) => c.market_id === market_id && c.symbol === symbol) ?? longest;
    const found = TEMPLATES.find((t) => t.id === id);
    if (found) {
      setTemplate(id);
      draft.setDocument(() => found.build(startOf(instrument)));
    }
  };
  const { errors, unreachable, checking, estimate: checked } = verdict;
  const ready = !draft.problem && errors.length === 0 && !unreachable && checked !== null;

  return (
    <ErrorsContext value={errors}>
      <PageHead
        title={TITLE}
        actions={
          <Segmented
            label="View"
            value={view}
            onChange={setView}
            options={[
              { value: 'form', label: 'Form' },
              { value: 'json', label: 'JSON' },
            ]}
          />
        }
      />
      <div className="builder">
        <div className="stack">
          {view === 'json' ? (
            <JsonEditor draft={draft} errors={errors} />
          ) : (
            <>
              {draft.problem && (
                <Failure error={new Error(`${draft.problem} The form shows the last good state.`)} />
              )}
              <Templates chosen={template} onChoose={apply} />
              <DataPanel draft={draft} stored={stored} markets={markets} />
              <IndicatorCards draft={draft} registry={registry} />
              <RulesPanel draft={draft} registry={registry} allowShort={market?.type === 'futures'} />
              <TradingPanel draft={draft} market={market} />
            </>
          )}
        </div>
        <Panel className="submit-panel">
          <div className="submit figures">
            <div>
              <p className="label">Candles</p>
              <p className="big">{count(checked?.bars)}</p>
              <p className="muted small">{checked ? range(checked.from, checked.to) : 'not known yet'}</p>
            </div>
            <Button
              look="primary"
              className="submit-button"
              disabled={!ready || checking}
              onClick={() =>
                void navigate(`/backtests/result${HASH}${encode(print(JSON.parse(draft.text)))}`)
              }
            >
              Run backtest
            </Button>
            <p className="submit-state" role="status">
              {draft.problem
                ? 'The JSON view has text that is no JSON yet.'
                : errors.length > 0
                  ? `${count(errors.length)} ${errors.length === 1 ? 'thing needs' : 'things need'} a change:`
                  : checking
                    ? 'Checking'
                    : ready
                      ? 'Checked by the platform, ready to run.'
                      : ''}
            </p>
            {unreachable && <Failure error={unreachable} />}
            <Problems errors={errors} onShowJson={() => setView('json')} />
          </div>
        </Panel>
      </div>
    </ErrorsContext>
  );
}
