import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { token, useTheme } from '../app/theme';

echarts.use([
  BarChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  CanvasRenderer,
]);

export interface Bar {
  label: string;
  value: number;
  /** What the bar says on hover. */
  tip: string;
  tone: 'win' | 'loss' | 'plain';
}

export interface Dot {
  x: number;
  y: number;
  tip: string;
  tone: 'win' | 'loss';
}

interface StatChartProps {
  /** Read in place of the picture. */
  label: string;
  height: number;
  bars?: readonly Bar[];
  dots?: readonly Dot[];
  x: string;
  y: string;
  onPick?: ((index: number) => void) | undefined;
}

/** A histogram or a scatter, in the colours of the page; the words on hover are given. */
export default function StatChart({ label, height, bars, dots, x, y, onPick }: StatChartProps) {
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return undefined;
    }
    const chart = echarts.init(element, null, { renderer: 'canvas' });
    const colors = { win: token('profit'), loss: token('loss'), plain: token('accent') };
    const text = { color: token('text-3'), fontSize: 11 };
    const line = { lineStyle: { color: token('line') } };
    const name = { nameTextStyle: text, nameLocation: 'middle' as const };
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
      grid: { left: 58, right: 14, top: 10, bottom: 40 },
      tooltip: {
        // Drawn, as the page's content policy takes no styles written into it.
        renderMode: 'richText',
        trigger: 'item',
        confine: true,
        backgroundColor: token('surface'),
        borderColor: token('line-strong'),
        textStyle: { color: token('text'), fontSize: 12 },
        formatter: ({ dataIndex }: { dataIndex: number }) =>
          bars?.[dataIndex]?.tip ?? dots?.[dataIndex]?.tip ?? '',
      },
      xAxis: {
        type: bars ? 'category' : 'value',
        name: x,
        nameGap: 24,
        ...name,
        ...(bars ? { data: bars.map((b) => b.label) } : {}),
        axisLabel: { ...text, hideOverlap: true },
        axisLine: line,
        axisTick: { show: false },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        name: y,
        nameGap: 42,
        ...name,
        axisLabel: text,
        splitLine: line,
      },
      series: bars
        ? [
            {
              type: 'bar',
              barCategoryGap: '12%',
              data: bars.map((b) => ({ value: b.value, itemStyle: { color: colors[b.tone] } })),
            },
          ]
        : [
            {
              type: 'scatter',
              symbolSize: (dots?.length ?? 0) > 1000 ? 3 : 6,
              // Shape tells wins from losses where colour does not.
              data: (dots ?? []).map((d) => ({
                value: [d.x, d.y],
                symbol: d.tone === 'win' ? 'triangle' : 'circle',
                itemStyle: { color: colors[d.tone], opacity: 0.7 },
              })),
            },
          ],
    });
    chart.on('click', (event) => pick.current?.(event.dataIndex));
    const resize = new ResizeObserver(() => chart.resize());
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.dispose();
    };
  }, [bars, dots, x, y, theme]);

  return <div ref={host} role="img" aria-label={label} style={{ height }} />;
}
