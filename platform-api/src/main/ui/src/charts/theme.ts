import {
  ColorType,
  CrosshairMode,
  LineStyle,
  type ChartOptions,
  type DeepPartial,
} from 'lightweight-charts';
import { token } from '../app/theme';

/** The look of every chart, from the design tokens. */
export function chartOptions(): DeepPartial<ChartOptions> {
  const line = token('line');
  return {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: token('surface') },
      textColor: token('text-3'),
      fontFamily: "'Inter Variable', system-ui, sans-serif",
      fontSize: 11,
      attributionLogo: false,
      panes: { separatorColor: line, separatorHoverColor: token('hover'), enableResize: true },
    },
    grid: {
      vertLines: { visible: false },
      horzLines: { color: line, style: LineStyle.Solid },
    },
    rightPriceScale: { borderVisible: false, minimumWidth: 68 },
    timeScale: { borderColor: line, timeVisible: true, secondsVisible: false, minBarSpacing: 0.02 },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: token('text-3'), labelBackgroundColor: token('text-2'), style: LineStyle.Dotted },
      horzLine: { color: token('text-3'), labelBackgroundColor: token('text-2'), style: LineStyle.Dotted },
    },
    handleScale: { axisPressedMouseMove: { time: true, price: false } },
    localization: { locale: 'en-GB' },
  };
}
