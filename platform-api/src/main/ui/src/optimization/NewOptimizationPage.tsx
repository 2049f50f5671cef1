import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { postText } from '../api/client';
import {
  coverage as coverageQuery,
  indicators as indicatorsQuery,
  job as jobQuery,
  markets as marketsQuery,
  trial as trialQuery,
} from '../api/queries';
import type { Coverage, Indicator, Market, Submission } from '../api/types';
import { useUrlState } from '../app/urlState';
import { Segmented } from '../design/controls';
import { Empty, Failure, LinkButton, PageHead, Panel, Skeleton } from '../design/parts';
import { DataPanel } from './DataPanel';
import type { OptimizationDocument, StrategyDocument } from './document';
import { documentInAddress, HASH, encode, useDraft } from './draft';
import { IndicatorCards } from './IndicatorCards';
import { JsonEditor } from './JsonEditor';
import './optimization.css';
import { RulesPanel } from './RulesPanel';
import { SearchPanel } from './SearchPanel';
import { SidePanel } from './SidePanel';
import { fromStrategy, startOf, TEMPLATES } from './templates';
import { TradingPanel } from './TradingPanel';
import { ErrorsContext, useVerdict } from './validation';

/** Gathers what the form needs, then shows it. */
export default function NewOptimizationPage() {
  const [params] = useSearchParams();
  const jobId = params.get('job') ?? '';
  const trialIndex = params.get('trial');
  const stored = useQuery(coverageQuery);
  const registry = useQuery(indicatorsQuery);
  const markets = useQuery(marketsQuery);
  const source = useQuery({ ...jobQuery(jobId), enabled: jobId !== '' });
  const trial = useQuery({
    ...trialQuery(jobId, Number(trialIndex)),
    enabled: jobId !== '' && trialIndex !== null,
  });

  useEffect(() => {
    document.title = 'New optimization · candlegrid';
  }, []);

  const error =
    stored.error ?? registry.error ?? markets.error ?? (jobId ? (source.error ?? trial.error) : null);
  const waiting =
    !stored.data ||
    !registry.data ||
    !markets.data ||
    (jobId !== '' && !source.data) ||
    (jobId !== '' && trialIndex !== null && !trial.data);

  if (error && waiting) {
    return (
      <>
        <PageHead title="New optimization" />
        <Failure
          error={error}
          retry={() => {
            void stored.refetch();
            void registry.refetch();
            void markets.refetch();
          }}
        />
      </>
    );
  }
  if (waiting) {
    return (
      <>
        <PageHead title="New optimization" />
        <Skeleton height={190} lines={3} />
      </>
    );
  }
  if (stored.data.length === 0) {
    return (
      <>
        <PageHead title="New optimization" />
        <Panel>
          <Empty
            title="No candles are stored yet"
            actions={
              <LinkButton to="/market-data" look="primary">
                To the market data
              </LinkButton>
            }
          >
            An optimization needs candles. Upload archives of an exchange or make a synthetic market
            there, or run <code>./candlegrid import FILE…</code>
          </Empty>
        </Panel>
      </>
    );
  }
  const spec = (source.data?.spec ?? null) as unknown as OptimizationDocument | null;
  const strategy = (trial.data?.strategy ?? null) as unknown as StrategyDocument | null;
  const initial = strategy && spec ? fromStrategy(strategy, spec.range, spec) : spec;
  return (
    <Builder
      // Another start is another form.
      key={`${jobId}/${trialIndex ?? ''}`}
      initial={initial}
      origin={jobId ? (source.data?.name ?? jobId) : ''}
      stored={stored.data}
      registry={registry.data}
      markets={markets.data}
    />
  );
}

interface BuilderProps {
  initial: OptimizationDocument | null;
  origin: string;
  stored: Coverage[];
  registry: Indicator[];
  markets: Market[];
}

function Builder({ initial, origin, stored, registry, markets }: BuilderProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [view, setView] = useUrlState('view', 'form');
  const [params] = useSearchParams();
  const [template, setTemplate] = useState(() => params.get('template') ?? 'sma-cross');
  const longest = useMemo(
    () => [...stored].sort((a, b) => b.candles - a.candles)[0] ?? stored[0]!,
    [stored],
  );
  const wanted = stored.find(
    (c) => c.symbol === params.get('symbol') && String(c.market_id) === params.get('market'),
  );
  const draft = useDraft(useMemo(() => start(initial, template, wanted ?? longest), []));
  const verdict = useVerdict<Submission>('/api/v1/jobs/optimizations?dry_run=true', draft.text);
  const market = markets.find((m) => m.market_id === draft.document.strategy.instrument.market_id);

  useEffect(() => {
    // The address holds the document, so that reload, back and a copied link show the same form.
    const { pathname, search } = window.location;
    window.history.replaceState(
      window.history.state,
      '',
      `${pathname}${search}${HASH}${encode(JSON.stringify(draft.document))}`,
    );
  }, [draft.document]);

  const submit = useMutation({
    mutationFn: () => postText<Submission>('/api/v1/jobs/optimizations', draft.text),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ['jobs'] });
      void navigate(`/jobs/${answer.job}`);
    },
  });

  const apply = (id: string) => {
    const found = TEMPLATES.find((t) => t.id === id);
    const { market_id, symbol } = draft.document.strategy.instrument;
    const instrument = stored.find((c) => c.market_id === market_id && c.symbol === symbol) ?? longest;
    if (found) {
      setTemplate(id);
      draft.setDocument(() => found.build(startOf(instrument)));
    }
  };

  return (
    <ErrorsContext value={verdict.errors}>
      <PageHead
        title="New optimization"
        note={origin && <span className="muted">from {origin}</span>}
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
            <JsonEditor draft={draft} errors={verdict.errors} />
          ) : (
            <>
              {draft.problem && (
                <Failure error={new Error(`${draft.problem} The form shows the last good state.`)} />
              )}
              {!origin && <Templates chosen={template} onChoose={apply} />}
              <DataPanel draft={draft} stored={stored} markets={markets} />
              <IndicatorCards draft={draft} registry={registry} />
              <RulesPanel draft={draft} registry={registry} allowShort={market?.type === 'futures'} />
              <TradingPanel draft={draft} market={market} />
              <SearchPanel draft={draft} />
            </>
          )}
        </div>
        <SidePanel
          draft={draft}
          verdict={verdict}
          submitting={submit.isPending}
          failure={submit.error}
          onSubmit={() => submit.mutate()}
          onShowJson={() => setView('json')}
        />
      </div>
    </ErrorsContext>
  );
}

/** The document to begin with: of the address, of a job, or of a template. */
function start(
  initial: OptimizationDocument | null,
  template: string,
  stored: Coverage,
): OptimizationDocument {
  const linked = documentInAddress();
  if (linked) {
    return linked;
  }
  const found = TEMPLATES.find((t) => t.id === template) ?? TEMPLATES[0]!;
  return initial ?? found.build(startOf(stored));
}

export function Templates({ chosen, onChoose }: { chosen: string; onChoose: (id: string) => void }) {
  return (
    <div className="templates" role="group" aria-label="Start from a template">
      {TEMPLATES.map((t) => (
        <button
          key={t.id}
          type="button"
          aria-pressed={t.id === chosen}
          onClick={() => onChoose(t.id)}
        >
          <strong>{t.title}</strong>
          <span>{t.summary}</span>
        </button>
      ))}
    </div>
  );
}
