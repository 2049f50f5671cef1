/** Monthly returns as years of twelve months. */
export interface YearOfReturns {
  year: string;
  /** January to December; undefined outside the range, null where the return is undefined. */
  months: (number | null | undefined)[];
  /** The months compounded. */
  total: number;
}

export function yearsOf(returns: readonly { month: string; return: number | null }[]): YearOfReturns[] {
  const years = new Map<string, YearOfReturns>();
  for (const { month, return: value } of returns) {
    const year = month.slice(0, 4);
    const row = years.get(year) ?? { year, months: Array(12).fill(undefined), total: 0 };
    row.months[Number(month.slice(5, 7)) - 1] = value;
    row.total = (1 + row.total) * (1 + (value ?? 0)) - 1;
    years.set(year, row);
  }
  return [...years.values()].sort((a, b) => (a.year < b.year ? -1 : 1));
}
