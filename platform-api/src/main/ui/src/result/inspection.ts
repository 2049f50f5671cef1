import type { Inspection, InspectedBar, Operand, RuleTruth } from '../api/types';
import { COMPARISONS } from '../optimization/rules';
import { timeframeMillis } from '../optimization/document';

/** Moving among inspected bars, and what their rules say. */

/** The place of the bar that a time is in; −1 when it is in none of these. */
export function placeOfBar(inspection: Inspection, time: number): number {
  const step = timeframeMillis(inspection.timeframe);
  return inspection.bars.findIndex((bar) => {
    const open = Date.parse(bar.ts_open);
    return open <= time && time < open + step;
  });
}

/** Whether more bars have to be asked for, as the ones at hand end soon. */
export function isNearTheEdge(inspection: Inspection, place: number): boolean {
  const first = inspection.bars[0];
  const last = inspection.bars.at(-1);
  return (
    (place < 5 && first?.ts_open !== inspection.first) ||
    (place >= inspection.bars.length - 5 && last?.ts_open !== inspection.last)
  );
}

/** A number of eight digits at most, as the explanations have them. */
export function value(n: number | null | undefined): string {
  return n === null || n === undefined ? 'no value' : String(Number(n.toPrecision(8)));
}

function named({ name, now }: Operand): string {
  return name === String(now) || Number(name) === now ? value(now) : `${name} ${value(now)}`;
}

/** A rule's own line, without its parts. */
export function ruleText(rule: RuleTruth): string {
  switch (rule.op) {
    case 'all':
      return 'All of';
    case 'any':
      return 'Any of';
    case 'not':
      return 'Not';
    default: {
      const word = COMPARISONS.find((c) => c.value === rule.op)?.label ?? rule.op;
      const [left, right] = rule.operands;
      return left && right ? `${named(left)} ${word} ${named(right)}` : word;
    }
  }
}

/** What a cross compares with: the bar before. */
export function beforeText(rule: RuleTruth): string {
  const [left, right] = rule.operands;
  return rule.op.startsWith('cross_') && left && right
    ? `before: ${value(left.before)} and ${value(right.before)}`
    : '';
}

/** True, false or undefined; an undefined rule never holds. */
export function verdict(rule: RuleTruth): 'true' | 'false' | 'undefined' {
  return rule.holds ? 'true' : rule.defined ? 'false' : 'undefined';
}

/** What happened in a bar, in a word or two, for the head of the inspector. */
export function headline(bar: InspectedBar): string {
  if (!bar.traded) {
    return 'Warm-up';
  }
  const types = new Set(bar.events.map((e) => e.type));
  const words = [
    types.has('exited') && 'exit',
    types.has('entered') && 'entry',
    types.has('entry_skipped') && 'entry skipped',
    types.has('ambiguous') && 'ambiguous',
    types.has('ordered') && 'order for the next open',
    types.has('order_expired') && 'order that expires',
    types.has('ended') && 'end of the money',
  ].filter(Boolean);
  return words.length > 0 ? words.join(', ') : bar.position_before ? 'in a position' : 'flat, no trade';
}
