import type { AxisValue, RankedTrial } from '../api/types';

/** Sorting of the top table: undefined last whichever way, ties by rank. */

export type Column = { kind: 'rank' } | { kind: 'parameter' | 'metric'; name: string };

export function columnValue(row: RankedTrial, column: Column): AxisValue | undefined {
  switch (column.kind) {
    case 'rank':
      return row.rank;
    case 'parameter':
      return row.parameters[column.name];
    case 'metric':
      return row.metrics[column.name];
  }
}

export function compareRows(a: RankedTrial, b: RankedTrial, column: Column, down: boolean): number {
  const x = columnValue(a, column);
  const y = columnValue(b, column);
  const noX = x === null || x === undefined;
  const noY = y === null || y === undefined;
  if (noX || noY) {
    return noX && noY ? a.rank - b.rank : noX ? 1 : -1;
  }
  const order =
    typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
  return order === 0 ? a.rank - b.rank : down ? -order : order;
}

/** Keeps the first of every set of rows that made the very same trades. */
export function collapse(rows: readonly RankedTrial[]): RankedTrial[] {
  return rows.filter((row) => row.same_trades_as === null || row.same_trades_as === undefined);
}

/** For each rank how many further rows made the same trades. */
export function twins(rows: readonly RankedTrial[]): Map<number, number> {
  const parent = new Map(rows.map((row) => [row.rank, row.same_trades_as ?? null]));
  const counts = new Map<number, number>();
  for (const row of rows) {
    let rank = row.rank;
    for (let up = parent.get(rank); up !== null && up !== undefined; up = parent.get(rank)) {
      rank = up;
    }
    if (rank !== row.rank) {
      counts.set(rank, (counts.get(rank) ?? 0) + 1);
    }
  }
  return counts;
}
