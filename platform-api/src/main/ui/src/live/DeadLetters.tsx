import { useQuery } from '@tanstack/react-query';
import { deadLetters } from '../api/queries';
import type { IngestState } from '../api/types';
import { Failure, Panel, Time } from '../design/parts';
import { count } from '../format/number';

/** What an exchange sent that is no candle, with the cause; nothing at all when there is none. */
export function DeadLetters({ market }: { market: IngestState }) {
  const letters = useQuery(deadLetters(market.market_id, market.dead_letters));
  const rows = letters.data ?? [];
  if (letters.isError) {
    return <Failure error={letters.error} retry={() => void letters.refetch()} />;
  }
  if (rows.length === 0) {
    return null;
  }
  return (
    <Panel
      flush
      title="Dead letters"
      note={`the newest ${count(rows.length)}: what was sent and is no candle; the minutes it was about are fetched over REST`}
    >
      <div
        className="table-scroll dead-letters"
        role="region"
        aria-label="Dead letters"
        tabIndex={0}
      >
        <table className="table">
          <thead>
            <tr>
              <th>Received</th>
              <th>Cause</th>
              <th>What was sent</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((letter, i) => (
              <tr key={`${letter.received_at}/${i}`}>
                <td>
                  <Time at={letter.received_at} show="second" />
                </td>
                <td>{letter.cause}</td>
                <td>
                  <code>{letter.raw.slice(0, 300)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
