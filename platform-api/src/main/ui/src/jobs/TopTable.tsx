import { useVirtualizer } from '@tanstack/react-virtual';
import {
  createColumnHelper,
  flexRender,
  getCoreRowModel,
  useReactTable,
} from '@tanstack/react-table';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { RankedTrial } from '../api/types';
import { Sign } from '../design/parts';
import { metric, metricCell, metricHeader } from '../format/metric';
import { parameter } from '../format/number';
import type { Column } from './sorting';

const ROW = 30;

interface TopTableProps {
  id: string;
  rows: RankedTrial[];
  columns: Column[];
  objective: string;
  twins: Map<number, number>;
  sortName: string;
  down: boolean;
  onSort: (name: string, better: 'up' | 'down') => void;
  selected: number;
  onSelect: (rank: number) => void;
  /** Indices of the rows marked to be compared. */
  marks: readonly number[];
  onMark: (index: number) => void;
}

const helper = createColumnHelper<RankedTrial>();

/** A virtual table: arrows move, Enter opens, the header sorts. */
export function TopTable(props: TopTableProps) {
  const { id, rows, columns, objective, twins, sortName, down, onSort, selected, onSelect } = props;
  const { marks, onMark } = props;
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);

  const definitions = useMemo(
    () =>
      columns.map((column) => {
        switch (column.kind) {
          case 'rank':
            return helper.display({
              id: 'rank',
              header: () => '#',
              size: 88,
              meta: { sort: 'rank', better: 'down' },
              cell: ({ row }) => (
                <>
                  <input
                    type="checkbox"
                    className="mark"
                    tabIndex={-1}
                    aria-label={`Mark rank ${row.original.rank} to compare it`}
                    checked={marks.includes(row.original.index)}
                    onChange={() => onMark(row.original.index)}
                  />
                  <Link
                    className="rank"
                    tabIndex={-1}
                    to={`/jobs/${id}/trials/${row.original.index}`}
                    aria-label={`Open the result of rank ${row.original.rank}`}
                  >
                    {row.original.rank}
                  </Link>
                  {twins.has(row.original.rank) && (
                    <span
                      className="twins"
                      title={`${twins.get(row.original.rank)} further rows made the same trades`}
                    >
                      +{twins.get(row.original.rank)}
                    </span>
                  )}
                </>
              ),
            });
          case 'parameter':
            return helper.display({
              id: column.name,
              header: () => column.name,
              size: Math.max(84, column.name.length * 7.4 + 30),
              meta: { sort: column.name, better: 'down' },
              cell: ({ row }) => parameter(row.original.parameters[column.name]),
            });
          case 'metric': {
            const definition = metric(column.name);
            const head = metricHeader(definition);
            return helper.display({
              id: column.name,
              header: () => (
                <span title={definition.meaning}>
                  {head.label}
                  {head.unit && <span className="unit"> {head.unit}</span>}
                </span>
              ),
              size: Math.max(92, (head.label.length + head.unit.length) * 7 + 34),
              meta: { sort: column.name, better: definition.higherIsBetter ? 'up' : 'down' },
              cell: ({ row }) => {
                const value = row.original.metrics[column.name];
                const text = metricCell(definition, value);
                return definition.signed ? <Sign value={value}>{text}</Sign> : text;
              },
            });
          }
        }
      }),
    [columns, twins, id, marks, onMark],
  );
  const table = useReactTable({
    data: rows,
    columns: definitions,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (row) => String(row.rank),
  });
  const model = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const at = Math.max(
    0,
    rows.findIndex((row) => row.rank === selected),
  );

  useEffect(() => {
    // A link with a row shows that row.
    if (at > 0) {
      virtual.scrollToIndex(at, { align: 'center' });
    }
    // Only when the rows change; moving scrolls by itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows]);

  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[next];
    if (row) {
      onSelect(row.rank);
      virtual.scrollToIndex(next);
    }
  };
  const keys = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / ROW) - 2);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    const row = rows[at];
    if (to !== undefined) {
      event.preventDefault();
      go(to);
    } else if (event.key === ' ' && row && event.target === scroller.current) {
      event.preventDefault();
      onMark(row.index);
    } else if (event.key === 'Enter' && row && event.target === scroller.current) {
      event.preventDefault();
      void navigate(`/jobs/${id}/trials/${row.index}`);
    }
  };

  const width = table.getTotalSize();
  const items = virtual.getVirtualItems();
  return (
    <div
      className="top-scroll"
      ref={scroller}
      role="grid"
      aria-label="Best trials. Arrow keys move, Enter opens the result, Space marks a row to compare."
      aria-rowcount={rows.length + 1}
      aria-activedescendant={items.some((i) => i.index === at) ? `top-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={keys}
    >
      <div className="top-head" role="row" style={{ minWidth: width }}>
        {table.getHeaderGroups()[0]?.headers.map((header) => {
          const meta = header.column.columnDef.meta as { sort: string; better: 'up' | 'down' };
          const active = sortName === meta.sort || (sortName === '' && meta.sort === 'rank');
          return (
            <div
              key={header.id}
              role="columnheader"
              aria-sort={active ? (down ? 'descending' : 'ascending') : 'none'}
              className={`top-cell${meta.sort === objective ? ' is-objective' : ''}`}
              style={{ flex: `1 0 ${header.getSize()}px` }}
            >
              <button type="button" onClick={() => onSort(meta.sort, meta.better)}>
                {flexRender(header.column.columnDef.header, header.getContext())}
                <span className={`sort${active ? ' on' : ''}${down ? ' down' : ''}`} aria-hidden="true" />
              </button>
            </div>
          );
        })}
      </div>
      <div className="top-body" role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth: width }}>
        {items.map((item) => {
          const row = model[item.index];
          if (!row) {
            return null;
          }
          const { rank, index } = row.original;
          return (
            <div
              key={row.id}
              id={`top-${rank}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={rank === selected}
              className="top-row"
              style={{ transform: `translateY(${item.start}px)`, height: ROW }}
              onClick={(event) => {
                const target = event.target as HTMLElement;
                if (target.closest('input')) {
                  // The mark changes the address by itself.
                  return;
                }
                onSelect(rank);
                if (!target.closest('a')) {
                  void navigate(`/jobs/${id}/trials/${index}`);
                }
              }}
            >
              {row.getVisibleCells().map((cell) => (
                <div
                  key={cell.id}
                  role="gridcell"
                  className={`top-cell${cell.column.id === objective ? ' is-objective' : ''}`}
                  style={{ flex: `1 0 ${cell.column.getSize()}px` }}
                >
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
