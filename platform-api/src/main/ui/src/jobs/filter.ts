import type { RankedTrial } from '../api/types';
import { METRICS } from '../format/metric';

/** Filters of the top table, written as people say them: "sharpe > 1, trades >= 50". */

type Operator = '<' | '<=' | '>' | '>=' | '=' | '!=';

export interface Condition {
  name: string;
  operator: Operator;
  /** In the units of the table: percent for fractions. */
  value: number | string | null;
}

export type Parsed = { conditions: Condition[] } | { problem: string };

const TERM = /^([a-z][a-z0-9_.]*)\s*(<=|>=|!=|==|=|<|>)\s*(.+)$/i;

/** Reads a filter; `parameters` are the axis names of the job. */
export function parseFilter(text: string, parameters: readonly string[]): Parsed {
  const conditions: Condition[] = [];
  for (const part of text.split(/,|\band\b/i)) {
    const term = part.trim();
    if (term === '') {
      continue;
    }
    const match = TERM.exec(term);
    if (!match) {
      return { problem: `"${term}" is not a condition; write for example sharpe > 1, trades >= 50` };
    }
    const [, rawName = '', rawOperator = '', rawValue = ''] = match;
    const name = resolve(rawName, parameters);
    if (name === null) {
      return {
        problem: `There is no column "${rawName}"; columns are ${[...parameters, 'sharpe', 'trades', 'max_drawdown'].join(', ')}, …`,
      };
    }
    const operator = (rawOperator === '==' ? '=' : rawOperator) as Operator;
    const value = rawValue.replace(/%$/, '').replaceAll(',', '').trim();
    if (value === 'off' || value === 'null') {
      conditions.push({ name, operator, value: null });
    } else if (value !== '' && Number.isFinite(Number(value))) {
      conditions.push({ name, operator, value: Number(value) });
    } else if (parameters.includes(name)) {
      conditions.push({ name, operator, value });
    } else {
      return { problem: `"${value}" is not a number` };
    }
  }
  return { conditions };
}

function resolve(name: string, parameters: readonly string[]): string | null {
  if (parameters.includes(name)) {
    return name;
  }
  const lower = name.toLowerCase();
  if (lower === 'rank' || METRICS.some((m) => m.name === lower)) {
    return lower;
  }
  // "window" is enough when only one axis ends in it.
  const endings = parameters.filter((p) => p.toLowerCase().endsWith(`.${lower}`));
  return endings.length === 1 ? (endings[0] ?? null) : null;
}

/** Whether a row fits every condition; an undefined value fits none. */
export function matches(row: RankedTrial, conditions: readonly Condition[]): boolean {
  return conditions.every((c) => holds(valueOf(row, c.name), c));
}

function valueOf(row: RankedTrial, name: string): number | string | null | undefined {
  if (name === 'rank') {
    return row.rank;
  }
  if (name in row.parameters) {
    return row.parameters[name];
  }
  const value = row.metrics[name];
  const percent = METRICS.find((m) => m.name === name)?.unit === 'percent';
  return value !== null && value !== undefined && percent ? value * 100 : value;
}

function holds(value: number | string | null | undefined, condition: Condition): boolean {
  const { operator, value: wanted } = condition;
  if (operator === '=') {
    return value === wanted;
  }
  if (operator === '!=') {
    return value !== wanted;
  }
  if (typeof value !== 'number' || typeof wanted !== 'number') {
    return false;
  }
  switch (operator) {
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
  }
}
