import type { Freshness } from '../api/live';
import { clock } from '../format/time';

/** How fresh the numbers beside it are; nothing once they are final. */
export function LiveMark({ freshness }: { freshness: Freshness }) {
  switch (freshness.kind) {
    case 'live':
      return <span className="live is-live">live</span>;
    case 'stale':
      return (
        <span className="live is-stale" role="status">
          stale since {clock(freshness.since)}, connecting again
        </span>
      );
    case 'connecting':
      return <span className="live">connecting</span>;
    case 'ended':
      return null;
  }
}
