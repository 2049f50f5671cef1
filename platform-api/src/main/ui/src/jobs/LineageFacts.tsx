import type { Lineage } from '../api/types';
import { Facts } from '../design/parts';

/** What a result depends on: the same three give the same numbers, anywhere. */
export function LineageFacts({ lineage }: { lineage: Lineage }) {
  return (
    <Facts
      rows={[
        ['Spec', <code title={lineage.spec_hash}>{short(lineage.spec_hash)}</code>],
        ['Data snapshot', <code title={lineage.data_snapshot}>{short(lineage.data_snapshot)}</code>],
        ['Engine', <code>{lineage.engine_version}</code>],
      ]}
    />
  );
}

function short(hash: string): string {
  return hash.length > 20 ? `${hash.slice(0, 16)}…` : hash;
}
