// The course of an attribute, drawn with uPlot: its mean as a line, its extremes as a band.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { clock, date } from '../../lib/format';
import { appearance } from '../../lib/theme.svelte';
import type { History } from '../../lib/api/types';

/** The hour within two days, the date beyond. */
function tick(at: number, [from, to]: [number, number]): string {
  const time = new Date(at * 1000).toISOString();
  return to - from <= 2 * 86_400 ? clock(time) : date(time);
}

/** A little air above and below, and never so close that noise looks like a storm. */
function around(low: number, high: number): [number, number] {
  const air = Math.max((high - low) * 0.1, Math.abs(high) * 0.02, 0.5);
  return [low - air, high + air];
}

/**
 * @param span the shown time, in seconds since 1970: a line of few points does not fill it
 * @param steps the names of off and on where there is nothing between
 */
export function draw(
  history: History,
  span: [number, number],
  steps: [string, string] | null,
): (element: HTMLElement) => () => void {
  return (element) => {
    // Drawn anew where the person chooses another theme, or the machine does.
    void appearance.dark;
    const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name);
    // What was seen last holds until the end.
    const points = history.points.map((point) => ({ ...point, at: new Date(point.t).getTime() / 1000 }));
    const last = points.at(-1);
    if (last && last.at < span[1]) {
      const { last: value } = last;
      points.push({ ...last, at: span[1], min: value, mean: value, max: value });
    }
    const times = points.map((point) => point.at);
    const line = points.map((point) => (steps ? point.last : point.mean));
    const axis = { stroke: colour('--ink-soft'), grid: { stroke: colour('--line-soft') }, ticks: { show: false } };
    const options: uPlot.Options = {
      width: element.clientWidth,
      height: 200,
      legend: { show: false },
      cursor: { y: false },
      scales: {
        x: { range: span },
        y: { range: steps ? [-0.1, 1.1] : (_, low, high) => around(low, high) },
      },
      axes: [
        { ...axis, space: 80, values: (_, splits) => splits.map((at) => tick(at, span)) },
        steps ? { ...axis, size: 52, splits: [0, 1], values: () => steps } : { ...axis, size: 52 },
      ],
      series: [
        {},
        { stroke: 'transparent' },
        { stroke: 'transparent' },
        {
          stroke: colour('--on'),
          width: 2,
          points: { show: false },
          ...(steps ? { paths: uPlot.paths.stepped!({ align: 1 }) } : {}),
        },
      ],
      bands: [{ series: [2, 1], fill: colour('--on-soft') }],
    };
    const low = points.map((point) => (steps ? null : point.min));
    const high = points.map((point) => (steps ? null : point.max));
    const plot = new uPlot(options, [times, low, high, line], element);
    const watch = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: 200 }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  };
}
