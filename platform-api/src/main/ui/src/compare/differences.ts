import { metricText, type MetricDefinition } from '../format/metric';
import { describe } from '../optimization/rules';

/** A difference with its sign; nothing where there is none. */
export function differenceText(definition: MetricDefinition, difference: number | null): string {
  if (difference === null || difference === 0) {
    return '';
  }
  const size = metricText(definition, Math.abs(difference)).replace(/^\+/, '');
  return `${difference > 0 ? '+' : '-'}${size}`;
}

/** A value of a document as text: rules as sentences. */
export function specText(value: unknown): string {
  if (value === null || value === undefined) {
    return 'none';
  }
  return typeof value === 'object' && !Array.isArray(value) ? describe(value) : String(value);
}
