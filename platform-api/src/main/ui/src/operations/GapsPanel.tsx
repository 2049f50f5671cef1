import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { gapList, markets as marketsQuery } from '../api/queries';
import type { Gap } from '../api/types';
import { useUrlState } from '../app/urlState';
import { Select } from '../design/controls';
import { Button, Empty, Failure, Panel, Skeleton, Time } from '../design/parts';
import { count } from '../format/number';
import { duration } from '../format/time';
import { useNow } from '../jobs/JobsPage';
import { TYPES } from '../marketdata/gapTypes';
import { HOLE_WORDS } from '../marketdata/holes';
import { marketName } from '../optimization/DataPanel';
import { GAP_STATES, until } from './words';

const PAGE = 50;

/** What is missing in the stored candles, why, and what is done about it. */
export function GapsPanel() {
  const [market, setMarket] = useUrlState('gap_market', '');
  const [state, setState] = useUrlState('gap_state', '');
  const [type, setType] = useUrlState('gap_type', '');
  const [limit, setLimit] = useUrlState('gap_limit', String(PAGE));
  const size = Number(limit) || PAGE;
  const found = useQuery(gapList({ market, state, type, limit: size }));
  const markets = useQuery(marketsQuery).data ?? [];
  const rows = found.data?.gaps ?? [];
  const filtered = Boolean(market || state || type);
  return (
    <Panel
      flush
      title="Gaps"
      note={found.data ? count(found.data.total) : undefined}
      actions={
        <>
          <Select
            className="fit"
            label="Market of the gaps"
            value={market}
            onChange={setMarket}
            options={[
              { value: '', label: 'All markets' },
              ...markets.map((m) => ({
                value: String(m.market_id),
                label: marketName(markets, m.market_id),
              })),
            ]}
          />
          <Select
            className="fit"
            label="State of the gaps"
            value={state}
            onChange={setState}
            options={[
              { value: '', label: 'All states' },
              ...Object.entries(GAP_STATES).map(([value, { word }]) => ({ value, label: word })),
            ]}
          />
          <Select
            className="fit"
            label="Type of the gaps"
            value={type}
            onChange={setType}
            options={[
              { value: '', label: 'All reasons' },
              ...TYPES.map((t) => ({ value: t as string, label: HOLE_WORDS[t] })),
            ]}
          />
        </>
      }
    >
      {found.isPending ? (
        <div className="pad">
          <Skeleton lines={4} height={28} />
        </div>
      ) : !found.data ? (
        <div className="pad">
          <Failure error={found.error} retry={() => void found.refetch()} />
        </div>
      ) : rows.length === 0 ? (
        <Empty title={filtered ? 'No gap fits the filter' : 'No gaps'}>
          {filtered
            ? 'There may be others: choose all markets, states and reasons.'
            : 'Every minute that was looked at is there. The schedules above keep looking.'}
        </Empty>
      ) : (
        <>
          <div className="table-scroll">
            <table className="table gaps">
              <thead>
                <tr>
                  <th>Instrument</th>
                  <th>From</th>
                  <th className="num">Candles</th>
                  <th className="num">Length</th>
                  <th>Why</th>
                  <th>State</th>
                  <th>What is known</th>
                  <th>
                    <span className="sr-only">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((gap) => (
                  <Row key={gap.id} gap={gap} market={marketName(markets, gap.market_id)} />
                ))}
              </tbody>
            </table>
          </div>
          {found.data.total > rows.length && (
            <div className="more pad">
              <Button onClick={() => setLimit(String(size + PAGE))}>Show older gaps</Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

function Row({ gap, market }: { gap: Gap; market: string }) {
  const now = useNow(1000);
  const client = useQueryClient();
  const repair = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/gaps/{id}/repair', { params: { path: { id: gap.id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['gaps'] }),
  });
  const { word, tone } = GAP_STATES[gap.state];
  return (
    <tr>
      <td>
        {gap.symbol} <span className="muted">{market}</span>
      </td>
      <td>
        <Time at={gap.from} />
      </td>
      <td className="num">{count(gap.minutes)}</td>
      <td className="num">{duration(gap.minutes * 60)}</td>
      <td>{HOLE_WORDS[gap.type]}</td>
      <td>
        <span className={`badge verdict-${tone}`}>
          <span className="state-mark" aria-hidden="true" />
          {word}
        </span>
      </td>
      <td className="wrap">
        {gap.detail}
        {gap.state === 'OPEN' && (
          <p className="muted">
            {gap.attempts > 0 && `${count(gap.attempts)} without an answer; `}
            next attempt {until(gap.next_attempt, now)}
          </p>
        )}
        {repair.isError && <Failure error={repair.error} />}
      </td>
      <td>
        {gap.state !== 'REPAIRED' && (
          <Button small disabled={repair.isPending} onClick={() => repair.mutate()}>
            Repair
          </Button>
        )}
      </td>
    </tr>
  );
}
