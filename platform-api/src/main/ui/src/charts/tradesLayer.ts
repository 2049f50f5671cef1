import type {
  IChartApiBase,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
  Logical,
  SeriesAttachedParameter,
  SeriesType,
  Time,
} from 'lightweight-charts';
import type { Trade } from '../api/types';
import { placeOf } from './timeline';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

export interface TradeMark {
  entryTime: number;
  exitTime: number;
  entryPrice: number;
  exitPrice: number;
  long: boolean;
  won: boolean;
}

export interface TradeColors {
  win: string;
  loss: string;
  entry: string;
  ground: string;
  selected: string;
}

export function marksOf(trades: readonly Trade[]): TradeMark[] {
  return trades.map((t) => ({
    entryTime: Date.parse(t.entry_ts_open),
    exitTime: Date.parse(t.exit_ts_open),
    entryPrice: t.entry_price,
    exitPrice: t.exit_price,
    long: t.side === 'long',
    won: t.pnl > 0,
  }));
}

/**
 * Trades on a candle chart: a line from entry to exit in the colour of its outcome, a triangle
 * where it was entered and a dot where it was left. Only what is in view is drawn, and a crowd of
 * trades is drawn as lines alone, or as dots where a line would be too short to see.
 */
export class TradesLayer implements ISeriesPrimitive<Time> {
  private chart: IChartApiBase<Time> | null = null;
  private series: ISeriesApi<SeriesType, Time> | null = null;
  private requestUpdate: (() => void) | null = null;
  private ts: ArrayLike<number> = [];
  private step = 60_000;
  private selected = -1;
  private focused: number | null = null;
  private readonly view: IPrimitivePaneView;

  constructor(
    private readonly marks: readonly TradeMark[],
    private readonly colors: TradeColors,
  ) {
    const renderer: IPrimitivePaneRenderer = { draw: (target) => this.draw(target) };
    this.view = { renderer: () => renderer, zOrder: () => 'top' };
  }

  attached(param: SeriesAttachedParameter<Time>) {
    this.chart = param.chart;
    this.series = param.series;
    this.requestUpdate = param.requestUpdate;
  }

  detached() {
    this.chart = null;
    this.series = null;
  }

  /** The bars now on the chart, by open time. */
  setBars(ts: ArrayLike<number>, step: number) {
    this.ts = ts;
    this.step = step;
    this.requestUpdate?.();
  }

  select(index: number) {
    this.selected = index;
    this.requestUpdate?.();
  }

  /** Marks the bar that a time is in; null marks none. */
  focus(time: number | null) {
    this.focused = time;
    this.requestUpdate?.();
  }

  paneViews() {
    return [this.view];
  }

  private draw(target: Target) {
    const { chart, series, ts, step } = this;
    const visible = chart?.timeScale().getVisibleLogicalRange();
    if (!chart || !series || !visible || ts.length === 0) {
      return;
    }
    const scale = chart.timeScale();
    // The chart places whole bars only; between two it is a straight line.
    const origin = scale.logicalToCoordinate(0 as Logical) ?? 0;
    const spacing = (scale.logicalToCoordinate(1 as Logical) ?? 0) - origin;
    const x = (time: number) => origin + spacing * placeOf(ts, step, time);
    const inView: number[] = [];
    this.marks.forEach((m, i) => {
      if (
        placeOf(ts, step, m.exitTime) >= visible.from - 1 &&
        placeOf(ts, step, m.entryTime) <= visible.to + 1
      ) {
        inView.push(i);
      }
    });
    const crowded = inView.length > 250;
    target.useBitmapCoordinateSpace(({ context, bitmapSize, horizontalPixelRatio: h, verticalPixelRatio: v }) => {
      if (this.focused !== null) {
        // The middle of a bar is where the chart has its place.
        const middle = origin + spacing * Math.floor(placeOf(ts, step, this.focused));
        const width = Math.max(2, spacing * 0.9);
        context.globalAlpha = 0.22;
        context.fillStyle = this.colors.entry;
        context.fillRect((middle - width / 2) * h, 0, width * h, bitmapSize.height);
        context.globalAlpha = 1;
      }
      for (const i of inView) {
        const mark = this.marks[i];
        if (!mark) {
          continue;
        }
        const x1 = x(mark.entryTime);
        const x2 = x(mark.exitTime);
        const y1 = series.priceToCoordinate(mark.entryPrice);
        const y2 = series.priceToCoordinate(mark.exitPrice);
        if (y1 === null || y2 === null) {
          continue;
        }
        const chosen = i === this.selected;
        const color = mark.won ? this.colors.win : this.colors.loss;
        if (x2 - x1 < 4 && !chosen) {
          // Too short for a line at this zoom: a dot tells where and how it ended.
          context.fillStyle = color;
          context.beginPath();
          context.arc(x2 * h, y2 * v, 1.9 * h, 0, 2 * Math.PI);
          context.fill();
          continue;
        }
        context.globalAlpha = crowded && !chosen ? 0.75 : 1;
        context.strokeStyle = color;
        context.lineWidth = (chosen ? 3 : crowded ? 1.25 : 1.75) * h;
        context.beginPath();
        context.moveTo(x1 * h, y1 * v);
        context.lineTo(x2 * h, y2 * v);
        context.stroke();
        if (!crowded || chosen) {
          this.triangle(context, x1 * h, y1 * v, (chosen ? 6.5 : 4.5) * h, mark.long);
          context.fillStyle = color;
          context.strokeStyle = this.colors.ground;
          context.lineWidth = h;
          context.beginPath();
          context.arc(x2 * h, y2 * v, (chosen ? 4.5 : 3) * h, 0, 2 * Math.PI);
          context.fill();
          context.stroke();
        }
      }
      context.globalAlpha = 1;
    });
  }

  /** Points up for a buy, down for a sale, its tip at the fill. */
  private triangle(c: CanvasRenderingContext2D, x: number, y: number, size: number, up: boolean) {
    const way = up ? 1 : -1;
    c.fillStyle = this.colors.entry;
    c.strokeStyle = this.colors.ground;
    c.lineWidth = 1;
    c.beginPath();
    c.moveTo(x, y);
    c.lineTo(x - size, y + way * size * 1.7);
    c.lineTo(x + size, y + way * size * 1.7);
    c.closePath();
    c.fill();
    c.stroke();
  }
}
