import { CustomChart } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AxisValue, Heatmap } from '../api/types';
import { token, useTheme } from '../app/theme';
import { metricCell, metricText, type MetricDefinition } from '../format/metric';
import { parameter } from '../format/number';
import { scaleOf, type Scale } from './palette';

echarts.use([CustomChart, GridComponent, DataZoomInsideComponent, CanvasRenderer]);

interface HeatMapChartProps {
  data: Heatmap;
  metric: MetricDefinition;
  onOpen: ((x: number, y: number) => void) | undefined;
}

interface Tip {
  left: number;
  top: number;
  x: number;
  y: number;
  value: number | null;
}

/** Pixel of cell (0, 0) and the size of a cell in pixels; y grows upwards. */
interface Placement {
  x0: number;
  y0: number;
  dx: number;
  dy: number;
}

const NOTHING = Number.NaN;

/**
 * A metric over two axes. ECharts draws axes and zoom; the cells are painted into one image of
 * the size of the plot, so that a hundred thousand of them cost no more than the pixels they cover.
 */
export default function HeatMapChart({ data, metric, onOpen }: HeatMapChartProps) {
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const open = useRef(onOpen);
  open.current = onOpen;

  const nx = data.x.values.length;
  const ny = data.y.values.length;
  const grid = useMemo(() => valuesOf(data), [data]);
  const scale = useMemo(
    () =>
      scaleOf(
        grid.filter((v) => !Number.isNaN(v)),
        metric.signed,
        metric.higherIsBetter,
        theme,
      ),
    [grid, metric, theme],
  );

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return undefined;
    }
    const chart = echarts.init(element, null, { renderer: 'canvas' });
    const colors = paint(grid, scale);
    const placement: Placement = { x0: 0, y0: 0, dx: 1, dy: 1 };
    // A finger on the map scrolls the page; two of them zoom.
    const touch = window.matchMedia('(pointer: coarse)').matches;
    const drag = touch ? { moveOnMouseMove: false, preventDefaultMouseMove: false } : {};
    const axis = (name: string, values: AxisValue[]) => ({
      type: 'value' as const,
      min: -0.5,
      max: values.length - 0.5,
      minInterval: 1,
      name,
      nameLocation: 'middle' as const,
      nameTextStyle: { color: token('text-2'), fontSize: 12 },
      axisLabel: {
        color: token('text-3'),
        hideOverlap: true,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (at: number) =>
          Number.isInteger(at) && at in values ? parameter(values[at]) : '',
      },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
    });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
      grid: { left: 62, right: 18, top: 8, bottom: 46 },
      xAxis: { ...axis(data.x.name, data.x.values), nameGap: 28 },
      yAxis: { ...axis(data.y.name, data.y.values), nameGap: 44 },
      dataZoom: [
        { type: 'inside', xAxisIndex: 0, filterMode: 'none', minSpan: Math.min(100, 400 / nx), ...drag },
        { type: 'inside', yAxisIndex: 0, filterMode: 'none', minSpan: Math.min(100, 400 / ny), ...drag },
      ],
      series: [
        {
          type: 'custom',
          silent: true,
          clip: true,
          data: [[0, 0]],
          renderItem: (params: unknown, api: unknown) => {
            const area = (params as { coordSys: Area }).coordSys;
            const coord = (api as { coord: (v: number[]) => number[] }).coord;
            const [x0 = 0, y0 = 0] = coord([0, 0]);
            const [x1 = 1, y1 = 1] = coord([1, 1]);
            Object.assign(placement, { x0, y0, dx: x1 - x0, dy: y0 - y1 });
            return {
              type: 'image',
              style: { ...area, image: raster(area, placement, colors, nx, ny) },
            };
          },
        },
      ],
    });

    const cellAt = (x: number, y: number) => {
      if (!chart.containPixel({ gridIndex: 0 }, [x, y])) {
        return null;
      }
      const i = Math.round((x - placement.x0) / placement.dx);
      const j = Math.round((placement.y0 - y) / placement.dy);
      return i >= 0 && j >= 0 && i < nx && j < ny ? ([i, j] as const) : null;
    };
    const zr = chart.getZr();
    zr.on('mousemove', (event) => {
      const cell = cellAt(event.offsetX, event.offsetY);
      zr.setCursorStyle(cell && open.current ? 'pointer' : 'default');
      const value = cell ? (grid[cell[0] * ny + cell[1]] ?? NOTHING) : NOTHING;
      setTip(
        cell && {
          left: event.offsetX,
          top: event.offsetY,
          x: cell[0],
          y: cell[1],
          value: Number.isNaN(value) ? null : value,
        },
      );
    });
    zr.on('globalout', () => setTip(null));
    let downAt = [0, 0];
    zr.on('mousedown', (event) => {
      downAt = [event.offsetX, event.offsetY];
    });
    zr.on('click', (event) => {
      const cell = cellAt(event.offsetX, event.offsetY);
      const moved = Math.hypot(event.offsetX - (downAt[0] ?? 0), event.offsetY - (downAt[1] ?? 0));
      if (cell && moved < 4) {
        open.current?.(cell[0], cell[1]);
      }
    });
    const resize = new ResizeObserver(() => chart.resize());
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.dispose();
    };
  }, [data, grid, scale, nx, ny]);

  const width = host.current?.clientWidth ?? 0;
  return (
    <figure aria-label={`${metric.label} over ${data.x.name} and ${data.y.name}`}>
      <div className="heat-chart">
        <div ref={host} style={{ height: '100%' }} />
        {tip && (
          <div
            className="heat-tip"
            style={{
              top: tip.top + 14,
              ...(tip.left > width / 2 ? { right: width - tip.left + 14 } : { left: tip.left + 14 }),
            }}
          >
            <strong>
              {tip.value === null ? 'no value' : `${metric.label} ${metricText(metric, tip.value)}`}
            </strong>
            {data.x.name} {parameter(data.x.values[tip.x])}, {data.y.name}{' '}
            {parameter(data.y.values[tip.y])}
          </div>
        )}
      </div>
      <figcaption className="heat-scale">
        <span>
          {metricCell(metric, scale.from)}
          {metric.unit === 'percent' && ' %'}
        </span>
        <ScaleStrip scale={scale} />
        <span>
          {metricCell(metric, scale.to)}
          {metric.unit === 'percent' && ' %'}
        </span>
        <span>{metric.label}; grey has no value</span>
      </figcaption>
    </figure>
  );
}

interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The cells as `double[nx · ny]`, x slow, NaN where there is nothing. */
function valuesOf(data: Heatmap): Float64Array {
  const ny = data.y.values.length;
  const grid = new Float64Array(data.x.values.length * ny).fill(NOTHING);
  for (const [x, y, value] of data.cells) {
    if (x !== null && x !== undefined && y !== null && y !== undefined) {
      grid[x * ny + y] = value ?? NOTHING;
    }
  }
  return grid;
}

/** One packed ABGR colour per cell; 0 is transparent. */
function paint(grid: Float64Array, scale: Scale): Uint32Array {
  const colors = new Uint32Array(grid.length);
  grid.forEach((value, i) => {
    if (!Number.isNaN(value)) {
      const [r, g, b] = scale.color(value);
      colors[i] = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    }
  });
  return colors;
}

/** What is visible of the grid, at the resolution of the screen. */
function raster(area: Area, place: Placement, colors: Uint32Array, nx: number, ny: number) {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(area.width * ratio));
  const height = Math.max(1, Math.round(area.height * ratio));
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) {
    return canvas;
  }
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const columns = new Int32Array(width);
  for (let px = 0; px < width; px++) {
    const i = Math.round((area.x + (px + 0.5) / ratio - place.x0) / place.dx);
    columns[px] = i >= 0 && i < nx ? i * ny : -1;
  }
  for (let py = 0; py < height; py++) {
    const j = Math.round((place.y0 - (area.y + (py + 0.5) / ratio)) / place.dy);
    if (j < 0 || j >= ny) {
      continue;
    }
    const row = py * width;
    for (let px = 0; px < width; px++) {
      const column = columns[px] ?? -1;
      if (column >= 0) {
        pixels[row + px] = colors[column + j] ?? 0;
      }
    }
  }
  context.fillStyle = token('sunken');
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = 'destination-over';
  context.fillRect(0, 0, width, height);
  return canvas;
}

function ScaleStrip({ scale }: { scale: Scale }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) {
      return;
    }
    for (let x = 0; x < 220; x++) {
      const [r, g, b] = scale.color(scale.from + ((scale.to - scale.from) * x) / 219);
      context.fillStyle = `rgb(${r} ${g} ${b})`;
      context.fillRect(x, 0, 1, 10);
    }
  }, [scale]);
  return <canvas ref={canvas} width={220} height={10} aria-hidden="true" />;
}
