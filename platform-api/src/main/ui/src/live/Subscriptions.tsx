import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { answer, api } from '../api/client';
import { instruments as instrumentsQuery, subscriptions as subscriptionsQuery } from '../api/queries';
import type { IngestState } from '../api/types';
import { Button, Failure, Panel, Skeleton } from '../design/parts';
import { count } from '../format/number';
import { symbolsOf } from './ingest';

interface SubscriptionsProps {
  market: IngestState;
  symbol: string;
  onSymbol: (symbol: string) => void;
}

/** Most found instruments that are shown at a time. */
const MOST = 50;

/** Which symbols of a market are taken in; changes are at work within seconds, without a restart. */
export function Subscriptions({ market, symbol, onSymbol }: SubscriptionsProps) {
  const id = market.market_id;
  const client = useQueryClient();
  const subscribed = useQuery(subscriptionsQuery(id));
  const instruments = useQuery(instrumentsQuery(id));
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState(false);
  const params = { path: { id } };
  const done = () => {
    void client.invalidateQueries({ queryKey: ['subscriptions', id] });
    void client.invalidateQueries({ queryKey: ['ingest'] });
  };
  const add = useMutation({
    mutationFn: (symbols: string[]) =>
      answer(api.POST('/api/v1/markets/{id}/subscriptions', { params, body: { symbols } })),
    onSuccess: () => setSearch(''),
    onSettled: done,
  });
  const remove = useMutation({
    mutationFn: (symbol: string | null) =>
      answer(
        symbol === null
          ? api.PUT('/api/v1/markets/{id}/subscriptions', { params, body: { symbols: [] } })
          : api.DELETE('/api/v1/markets/{id}/subscriptions', {
              params: { ...params, query: { symbol: [symbol] } },
            }),
      ),
    onSettled: () => (setAsked(false), done()),
  });
  const here = useMemo(() => new Set(subscribed.data?.symbols), [subscribed.data]);
  const wanted = symbolsOf(search);
  const known = instruments.data ?? [];
  const found =
    wanted.length === 1 ? known.filter((i) => i.symbol.includes(wanted[0] ?? '')) : known;
  const offered = found.filter((i) => i.is_tradable && !here.has(i.symbol)).slice(0, MOST);
  const listed = [...here].filter((s) => wanted.length !== 1 || s.includes(wanted[0] ?? ''));
  const several = wanted.filter((s) => !here.has(s));

  return (
    <Panel
      title="Subscriptions"
      note={`${count(here.size)} symbols`}
      className="subscriptions"
      actions={
        here.size > 0 &&
        (asked ? (
          <>
            <Button small look="danger" onClick={() => remove.mutate(null)}>
              Remove all {count(here.size)}
            </Button>
            <Button small look="quiet" onClick={() => setAsked(false)}>
              Keep
            </Button>
          </>
        ) : (
          <Button small look="quiet" onClick={() => setAsked(true)}>
            Remove all
          </Button>
        ))
      }
    >
      <form
        className="sub-search"
        onSubmit={(event) => {
          event.preventDefault();
          if (several.length > 0) {
            add.mutate(several);
          }
        }}
      >
        <input
          className="input"
          type="search"
          aria-label="Search symbols, or paste a list of them"
          placeholder="Search or paste symbols"
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button type="submit" icon="plus" disabled={several.length === 0 || add.isPending}>
          {several.length > 1 ? `Add ${count(several.length)}` : 'Add'}
        </Button>
      </form>
      {(add.isError || remove.isError) && <Failure error={add.error ?? remove.error} />}
      <div className="sub-lists">
        <h3>Taken in</h3>
        {subscribed.isPending ? (
          <Skeleton lines={4} />
        ) : listed.length === 0 ? (
          <p className="muted">
            {here.size === 0 ? 'None yet. Add some of those below.' : 'None fits the search.'}
          </p>
        ) : (
          <ul className="sub-list">
            {listed.map((s) => (
              <li key={s} className={s === symbol ? 'selected' : undefined}>
                <button type="button" className="row-button" onClick={() => onSymbol(s)}>
                  {s}
                </button>
                {market.refused[s] && <span className="pain">refused: {market.refused[s]}</span>}
                <button
                  type="button"
                  className="sub-remove"
                  aria-label={`Remove ${s}`}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(s)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
        <h3>To add</h3>
        {instruments.isPending ? (
          <Skeleton lines={4} />
        ) : known.length === 0 ? (
          <p className="muted">
            The list of this market&apos;s instruments is not here yet. Run the schedule that fetches
            it on the page Operations, or type a symbol above.
          </p>
        ) : offered.length === 0 ? (
          <p className="muted">No other tradable instrument fits the search.</p>
        ) : (
          <ul className="sub-list">
            {offered.map((i) => (
              <li key={i.symbol}>
                <span>{i.symbol}</span>
                <button
                  type="button"
                  className="sub-remove"
                  aria-label={`Add ${i.symbol}`}
                  disabled={add.isPending}
                  onClick={() => add.mutate([i.symbol])}
                >
                  +
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
