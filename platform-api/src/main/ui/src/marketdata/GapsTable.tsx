import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { gaps as gapsQuery } from '../api/queries';
import type { Coverage, Gap } from '../api/types';
import { Button, Failure } from '../design/parts';
import { count } from '../format/number';
import { duration, minute } from '../format/time';
import { GAP_WORDS, HOLE_WORDS } from './holes';

/** The gaps of an instrument that were looked after, with what became of them. */
export function GapsTable({ coverage }: { coverage: Coverage }) {
  const client = useQueryClient();
  const found = useQuery(gapsQuery(coverage.market_id, coverage.symbol));
  const repair = useMutation({
    mutationFn: (gap: Gap) =>
      answer<Gap>(api.POST('/api/v1/gaps/{id}/repair', { params: { path: { id: gap.id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['coverage'] }),
  });
  if (found.isError && !found.data) {
    return <Failure error={found.error} retry={() => void found.refetch()} />;
  }
  const gaps = found.data?.gaps ?? [];
  if (gaps.length === 0) {
    return null;
  }
  const more = (found.data?.total ?? 0) - gaps.length;
  return (
    <div>
      {repair.isError && <Failure error={repair.error} />}
      <div className="table-scroll">
        <table className="table holes">
          <thead>
            <tr>
              <th>Gap from</th>
              <th className="num">Length</th>
              <th>Why</th>
              <th>State</th>
              <th>What is known</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {gaps.map((gap) => (
              <tr key={gap.id}>
                <td className="nowrap">{minute(gap.from)}</td>
                <td className="num">{duration(gap.minutes * 60)}</td>
                <td>{HOLE_WORDS[gap.type]}</td>
                <td>{GAP_WORDS[gap.state]}</td>
                <td>{gap.detail}</td>
                <td>
                  {gap.state !== 'REPAIRED' && !coverage.synthetic && (
                    <Button small disabled={repair.isPending} onClick={() => repair.mutate(gap)}>
                      Ask again
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && <p className="muted">and {count(more)} more</p>}
    </div>
  );
}
