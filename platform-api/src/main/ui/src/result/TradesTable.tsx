import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { Report, Trade } from '../api/types';
import { useUrlState } from '../app/urlState';
import { Button, Empty, Panel, Sign } from '../design/parts';
import { count, fixed, price, quantity, signed } from '../format/number';
import { duration, local, minute } from '../format/time';
import { download, toCsv } from './csv';
import { REASONS } from './reasons';

interface TradesTableProps {
  trades: Trade[];
  selected: number | undefined;
  onSelect: (index: number) => void;
  /** All of it, to be saved. */
  report: Report;
}

const ROW = 29;

interface TradeColumn {
  id: string;
  label: string;
  unit?: string;
  width: number;
  left?: boolean;
  value: (t: Trade, i: number) => number | string;
  cell: (t: Trade, i: number) => React.ReactNode;
}

const held = (t: Trade) => (Date.parse(t.exit_ts_open) - Date.parse(t.entry_ts_open)) / 1000;

const COLUMNS: TradeColumn[] = [
  { id: 'n', label: '#', width: 56, left: true, value: (_, i) => i, cell: (_, i) => i + 1 },
  { id: 'side', label: 'Side', width: 62, left: true, value: (t) => t.side, cell: (t) => t.side },
  {
    id: 'entry',
    label: 'Entry',
    width: 132,
    left: true,
    value: (t) => t.entry_ts_open,
    cell: (t) => <time title={local(t.entry_ts_open)}>{minute(t.entry_ts_open)}</time>,
  },
  { id: 'entry_price', label: 'Entry price', width: 104, value: (t) => t.entry_price, cell: (t) => price(t.entry_price) },
  {
    id: 'exit',
    label: 'Exit',
    width: 132,
    left: true,
    value: (t) => t.exit_ts_open,
    cell: (t) => <time title={local(t.exit_ts_open)}>{minute(t.exit_ts_open)}</time>,
  },
  { id: 'exit_price', label: 'Exit price', width: 104, value: (t) => t.exit_price, cell: (t) => price(t.exit_price) },
  { id: 'held', label: 'Held', width: 108, value: held, cell: (t) => duration(held(t)) },
  { id: 'quantity', label: 'Quantity', width: 100, value: (t) => t.quantity, cell: (t) => quantity(t.quantity) },
  {
    id: 'pnl',
    label: 'Profit',
    width: 108,
    value: (t) => t.pnl,
    cell: (t) => <Sign value={t.pnl}>{signed(t.pnl, 2)}</Sign>,
  },
  { id: 'return', label: 'Return', unit: '%', width: 88, value: (t) => t.return, cell: (t) => signed(t.return * 100, 2) },
  { id: 'mae', label: 'Worst', unit: '%', width: 84, value: (t) => t.mae, cell: (t) => signed(t.mae * 100, 2) },
  { id: 'mfe', label: 'Best', unit: '%', width: 84, value: (t) => t.mfe, cell: (t) => signed(t.mfe * 100, 2) },
  { id: 'fees', label: 'Fees', width: 84, value: (t) => t.fees, cell: (t) => fixed(t.fees, 2) },
  {
    id: 'reason',
    label: 'Left by',
    width: 118,
    left: true,
    value: (t) => t.exit_reason,
    cell: (t) => REASONS[t.exit_reason] ?? t.exit_reason,
  },
];

const WIDTH = COLUMNS.reduce((sum, c) => sum + c.width, 0);

/** All trades, virtual; a chosen one is shown on the candle chart. */
export function TradesTable({ trades, selected, onSelect, report }: TradesTableProps) {
  const [sort, setSort] = useUrlState('tsort', '');
  const scroller = useRef<HTMLDivElement>(null);
  const [name, down] = sort.startsWith('-') ? [sort.slice(1), true] : [sort, false];
  const order = useMemo(() => {
    const indices = trades.map((_, i) => i);
    const column = COLUMNS.find((c) => c.id === name);
    if (!column) {
      return indices;
    }
    const values = trades.map((t, i) => column.value(t, i));
    return indices.sort((a, b) => {
      const x = values[a] ?? 0;
      const y = values[b] ?? 0;
      const way = x < y ? -1 : x > y ? 1 : 0;
      return way === 0 ? a - b : down ? -way : way;
    });
  }, [trades, name, down]);
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const at = selected === undefined ? -1 : order.indexOf(selected);

  useEffect(() => {
    if (at > 0) {
      virtual.scrollToIndex(at);
    }
    // Only on arrival by a link; moving scrolls by itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const keys = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: order.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(order.length - 1, to));
      const trade = order[next];
      if (trade !== undefined && trade !== selected) {
        onSelect(trade);
        virtual.scrollToIndex(next);
      }
    }
  };
  const saveCsv = () =>
    download(
      'trades.csv',
      'text/csv',
      toCsv(
        ['side', 'entry_ts_open', 'entry_price', 'exit_ts_open', 'exit_price', 'quantity', 'pnl', 'return', 'fees', 'mae', 'mfe', 'entry_reason', 'exit_reason'],
        trades.map((t) => [t.side, t.entry_ts_open, t.entry_price, t.exit_ts_open, t.exit_price, t.quantity, t.pnl, t.return, t.fees, t.mae, t.mfe, t.entry_reason, t.exit_reason]),
      ),
    );

  return (
    <Panel
      title="Trades"
      note={`${count(trades.length)} closed; choose one to see it on the candles`}
      flush
      actions={
        <>
          <Button small look="quiet" onClick={saveCsv} disabled={trades.length === 0}>
            CSV
          </Button>
          <Button
            small
            look="quiet"
            onClick={() =>
              download('report.json', 'application/json', JSON.stringify(report, null, 2))
            }
          >
            JSON
          </Button>
        </>
      }
    >
      {trades.length === 0 ? (
        <Empty title="No trade was closed">
          The entry rule was never true in this range, or the only position is still open.
        </Empty>
      ) : (
        <div
          className="trades"
          ref={scroller}
          role="grid"
          tabIndex={0}
          aria-label="Trades. Arrow keys move and show the trade on the candles."
          aria-rowcount={trades.length + 1}
          onKeyDown={keys}
          style={{ height: Math.min(420, ROW * (order.length + 1) + 8) }}
        >
          <div className="top-head" role="row" style={{ minWidth: WIDTH }}>
            {COLUMNS.map((c) => (
              <div
                key={c.id}
                role="columnheader"
                className={`top-cell${c.left ? ' left' : ''}`}
                style={{ flex: `1 0 ${c.width}px` }}
                aria-sort={name === c.id ? (down ? 'descending' : 'ascending') : 'none'}
              >
                <button
                  type="button"
                  onClick={() =>
                    setSort(sort === `-${c.id}` ? c.id : sort === c.id ? '' : `-${c.id}`)
                  }
                >
                  <span>
                    {c.label}
                    {c.unit && <span className="unit"> {c.unit}</span>}
                  </span>
                  <span
                    className={`sort${name === c.id ? ' on' : ''}${down ? ' down' : ''}`}
                    aria-hidden="true"
                  />
                </button>
              </div>
            ))}
          </div>
          <div
            className="top-body"
            role="rowgroup"
            style={{ height: virtual.getTotalSize(), minWidth: WIDTH }}
          >
            {virtual.getVirtualItems().map((item) => {
              const index = order[item.index];
              const trade = index === undefined ? undefined : trades[index];
              if (index === undefined || !trade) {
                return null;
              }
              return (
                <div
                  key={index}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={index === selected}
                  className="top-row"
                  style={{ transform: `translateY(${item.start}px)`, height: ROW }}
                  onClick={() => onSelect(index)}
                >
                  {COLUMNS.map((c) => (
                    <div
                      key={c.id}
                      role="gridcell"
                      className={`top-cell${c.left ? ' left' : ''}`}
                      style={{ flex: `1 0 ${c.width}px` }}
                    >
                      {c.cell(trade, index)}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      )}
    </Panel>
  );
}
