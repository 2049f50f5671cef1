import type { Operand, Rule } from './document';

/** Rules as the form shows them: groups of conditions. */

export const COMPARISONS = [
  { value: 'cross_above', label: 'crosses above' },
  { value: 'cross_below', label: 'crosses below' },
  { value: 'gt', label: 'is above' },
  { value: 'gte', label: 'is at or above' },
  { value: 'lt', label: 'is below' },
  { value: 'lte', label: 'is at or below' },
] as const;

const COMPARISON_NAMES: readonly string[] = COMPARISONS.map((c) => c.value);

export type RuleView =
  | { kind: 'group'; mode: 'all' | 'any'; parts: Rule[] }
  | { kind: 'not'; part: Rule }
  | { kind: 'comparison'; operator: string; left: Operand; right: Operand }
  | { kind: 'unknown' };

/** What a rule is; "unknown" when the form can't show it and the JSON view has to. */
export function viewOf(rule: unknown): RuleView {
  if (rule === null || typeof rule !== 'object' || Array.isArray(rule)) {
    return { kind: 'unknown' };
  }
  const entries = Object.entries(rule as Rule);
  const [operator = '', body] = entries[0] ?? [];
  if (entries.length !== 1) {
    return { kind: 'unknown' };
  }
  if ((operator === 'all' || operator === 'any') && Array.isArray(body)) {
    return { kind: 'group', mode: operator, parts: body as Rule[] };
  }
  if (operator === 'not' && body !== null && typeof body === 'object') {
    return { kind: 'not', part: body as Rule };
  }
  if (COMPARISON_NAMES.includes(operator) && Array.isArray(body) && body.length === 2) {
    return {
      kind: 'comparison',
      operator,
      left: body[0] as Operand,
      right: body[1] as Operand,
    };
  }
  return { kind: 'unknown' };
}

export function comparison(operator: string, left: Operand, right: Operand): Rule {
  return { [operator]: [left, right] };
}

function operandText(operand: unknown): string {
  if (operand !== null && typeof operand === 'object' && 'const' in operand) {
    return String((operand as { const: unknown }).const);
  }
  return String(operand);
}

/** A rule as a sentence: "fast crosses above slow and rsi is below 70". */
export function describe(rule: unknown, nested = false): string {
  const view = viewOf(rule);
  switch (view.kind) {
    case 'comparison': {
      const word = COMPARISONS.find((c) => c.value === view.operator)?.label ?? view.operator;
      return `${operandText(view.left)} ${word} ${operandText(view.right)}`;
    }
    case 'not':
      return `not (${describe(view.part)})`;
    case 'group': {
      if (view.parts.length === 0) {
        return view.mode === 'all' ? 'always' : 'never';
      }
      const text = view.parts
        .map((part) => describe(part, view.parts.length > 1))
        .join(view.mode === 'all' ? ' and ' : ' or ');
      return nested && view.parts.length > 1 ? `(${text})` : text;
    }
    case 'unknown':
      return '?';
  }
}

/** A condition more: a single one becomes a group of two. */
export function withCondition(rule: unknown, condition: Rule): Rule {
  const view = viewOf(rule);
  if (view.kind === 'group') {
    return { [view.mode]: [...view.parts, condition] };
  }
  return view.kind === 'unknown' ? condition : { all: [rule as Rule, condition] };
}

/** A part less; a group of one becomes that one, an empty one is gone. */
export function withoutPart(rule: Rule, at: number): Rule | null {
  const view = viewOf(rule);
  if (view.kind !== 'group') {
    return null;
  }
  const parts = view.parts.filter((_, i) => i !== at);
  const [only] = parts;
  return parts.length === 0 ? null : parts.length === 1 && only ? only : { [view.mode]: parts };
}

export function withPart(rule: Rule, at: number, part: Rule): Rule {
  const view = viewOf(rule);
  return view.kind === 'group'
    ? { [view.mode]: view.parts.map((old, i) => (i === at ? part : old)) }
    : part;
}
