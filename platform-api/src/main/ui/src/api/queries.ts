import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, postText, toApiError, UnreachableError } from './client';
import type {
  Candles,
  Comparison,
  Coverage,
  DeadLetter,
  FuturesCoverage,
  Gaps,
  Heatmap,
  ImportStatus,
  Indicator,
  IngestState,
  Inspection,
  Instrument,
  Job,
  JobDetail,
  JobState,
  Market,
  OptimizationResult,
  Readiness,
  Report,
  Schedule,
  ScheduleRuns,
  Status,
  Subscriptions,
  TrialDocument,
} from './types';

const MINUTE = 60_000;

export const TERMINAL: readonly JobState[] = ['STOPPED', 'COMPLETED', 'FAILED'];

export function isTerminal(state: JobState): boolean {
  return TERMINAL.includes(state);
}

export const markets = queryOptions({
  queryKey: ['markets'],
  queryFn: ({ signal }) => answer<Market[]>(api.GET('/api/v1/markets', { signal })),
  staleTime: Infinity,
});

export const indicators = queryOptions({
  queryKey: ['indicators'],
  queryFn: ({ signal }) => answer<Indicator[]>(api.GET('/api/v1/indicators', { signal })),
  staleTime: Infinity,
});

export const coverage = queryOptions({
  queryKey: ['coverage'],
  queryFn: ({ signal }) => answer<Coverage[]>(api.GET('/api/v1/coverage', { signal })),
  staleTime: MINUTE,
});

/** The coverage of one instrument, empty when nothing of it is stored. */
export const coverageOf = (marketId: number, symbol: string) =>
  queryOptions({
    queryKey: ['coverage', marketId, symbol],
    queryFn: ({ signal }) =>
      answer<Coverage[]>(
        api.GET('/api/v1/coverage', {
          params: { query: { market_id: marketId, symbol } },
          signal,
        }),
      ),
    refetchInterval: MINUTE,
  });

/** Beneath the coverage's key, so that whatever makes that stale does it here too. */
export const futuresCoverage = queryOptions({
  queryKey: ['coverage', 'futures'],
  queryFn: ({ signal }) =>
    answer<FuturesCoverage[]>(api.GET('/api/v1/coverage/futures', { signal })),
  staleTime: MINUTE,
});

/** The gaps of an instrument, the latest changed first; beneath the coverage's key. */
export function gaps(marketId: number, symbol: string) {
  return queryOptions({
    queryKey: ['coverage', 'gaps', marketId, symbol],
    queryFn: ({ signal }) =>
      answer<Gaps>(
        api.GET('/api/v1/gaps', {
          signal,
          params: { query: { market_id: marketId, symbol, limit: 50 } },
        }),
      ),
    refetchInterval: (query) =>
      query.state.data?.gaps.some((gap) => gap.state === 'OPEN') ? 5000 : false,
    staleTime: MINUTE,
  });
}

export const status = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => answer<Status>(api.GET('/api/v1/status', { signal })),
  refetchInterval: 10_000,
  retry: false,
});

export interface CandleRequest {
  market_id: number;
  symbol: string;
  timeframe: string;
  /** ISO instant or epoch milliseconds. */
  from?: number;
  to?: number;
  limit?: number;
}

export function candles(request: CandleRequest) {
  const { from, to, ...rest } = request;
  return queryOptions({
    queryKey: ['candles', request],
    queryFn: ({ signal }) =>
      answer<Candles>(
        api.GET('/api/v1/candles', {
          signal,
          params: {
            query: {
              ...rest,
              ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
              ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
            },
          },
        }),
      ),
    staleTime: 5 * MINUTE,
  });
}

export function jobs(state: string, limit: number) {
  return queryOptions({
    queryKey: ['jobs', state, limit],
    queryFn: ({ signal }) =>
      answer<{ jobs: Job[] }>(
        api.GET('/api/v1/jobs', {
          signal,
          params: { query: { ...(state ? { state } : {}), limit } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      query.state.data?.jobs.some((job) => !isTerminal(job.state)) ? 1500 : 8000,
  });
}

export function job(id: string) {
  return queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) =>
      answer<JobDetail>(api.GET('/api/v1/jobs/{id}', { signal, params: { path: { id } } })),
    refetchInterval: (query) =>
      query.state.data && !isTerminal(query.state.data.state) ? 4000 : false,
  });
}

export function top(id: string, live: boolean) {
  return queryOptions({
    // A job that has ended has its last rows: they are asked for once more.
    queryKey: ['top', id, live],
    queryFn: ({ signal }) =>
      answer<OptimizationResult>(
        api.GET('/api/v1/jobs/{id}/top', {
          signal,
          params: { path: { id }, query: { limit: 500 } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: live ? 5000 : false,
    retry: 1,
  });
}

export function heatmap(id: string, x: string, y: string, metric: string) {
  return queryOptions({
    queryKey: ['heatmap', id, x, y, metric],
    queryFn: ({ signal }) =>
      answer<Heatmap>(
        api.GET('/api/v1/jobs/{id}/heatmap', {
          signal,
          params: { path: { id }, query: { x, y, metric } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 5 * MINUTE,
  });
}

export function trial(id: string, index: number) {
  return queryOptions({
    queryKey: ['trial', id, index],
    queryFn: ({ signal }) =>
      answer<TrialDocument>(
        api.GET('/api/v1/jobs/{id}/trials/{index}', { signal, params: { path: { id, index } } }),
      ),
    staleTime: Infinity,
  });
}

export function trialReport(id: string, index: number) {
  return queryOptions({
    queryKey: ['report', id, index],
    queryFn: ({ signal }) =>
      answer<Report>(
        api.GET('/api/v1/jobs/{id}/trials/{index}/report', {
          signal,
          params: { path: { id, index } },
        }),
      ),
    staleTime: Infinity,
  });
}

/** Where a result comes from: a combination of a job, or a document over what is stored. */
export type ResultSource =
  | { kind: 'trial'; job: string; index: number }
  | { kind: 'backtest'; document: string };

export function backtestReport(document: string) {
  return queryOptions({
    queryKey: ['backtest', document],
    queryFn: ({ signal }) => postText<Report>('/api/v1/backtests', document, signal),
    staleTime: Infinity,
    retry: false,
  });
}

/** A report with the parts that take further runs. */
export function reportSections(source: ResultSource) {
  const query = 'sections=policies,costs';
  return queryOptions({
    queryKey: ['sections', source],
    queryFn: ({ signal }) =>
      source.kind === 'trial'
        ? answer<Report>(
            api.GET('/api/v1/jobs/{id}/trials/{index}/report', {
              signal,
              params: {
                path: { id: source.job, index: source.index },
                query: { sections: ['policies', 'costs'] },
              },
            }),
          )
        : postText<Report>(`/api/v1/backtests?${query}`, source.document, signal),
    staleTime: Infinity,
    retry: false,
  });
}

/** Bars around a time, as the engine saw them. */
export function inspection(source: ResultSource, at: number, around: number) {
  const time = new Date(at).toISOString();
  return queryOptions({
    queryKey: ['inspection', source, at, around],
    queryFn: ({ signal }) =>
      source.kind === 'trial'
        ? answer<Inspection>(
            api.GET('/api/v1/jobs/{id}/trials/{index}/inspection', {
              signal,
              params: {
                path: { id: source.job, index: source.index },
                query: { at: time, around },
              },
            }),
          )
        : postText<Inspection>(
            `/api/v1/backtests/inspection?at=${encodeURIComponent(time)}&around=${around}`,
            source.document,
            signal,
          ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });
}

export function comparison(left: ResultSource, right: ResultSource) {
  const side = (source: ResultSource) =>
    source.kind === 'trial'
      ? { job: source.job, index: source.index }
      : { backtest: JSON.parse(source.document) as unknown };
  return queryOptions({
    queryKey: ['comparison', left, right],
    queryFn: ({ signal }) =>
      postText<Comparison>(
        '/api/v1/comparisons',
        JSON.stringify({ schema: 'comparison/v1', left: side(left), right: side(right) }),
        signal,
      ),
    staleTime: Infinity,
    retry: false,
  });
}

export function importStatus(id: string) {
  return queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) =>
      answer<ImportStatus>(api.GET('/api/v1/imports/{id}', { signal, params: { path: { id } } })),
    refetchInterval: (query) =>
      query.state.data && isTerminal(query.state.data.state) ? false : 700,
  });
}

/** How each market is taken in. */
export const ingest = queryOptions({
  queryKey: ['ingest'],
  queryFn: ({ signal }) => answer<IngestState[]>(api.GET('/api/v1/ingest', { signal })),
  refetchInterval: 2000,
  retry: false,
});

export function subscriptions(market: number) {
  return queryOptions({
    queryKey: ['subscriptions', market],
    queryFn: ({ signal }) =>
      answer<Subscriptions>(
        api.GET('/api/v1/markets/{id}/subscriptions', { signal, params: { path: { id: market } } }),
      ),
  });
}

/** @param count how many there were: asked anew when there are more */
export function deadLetters(market: number, count: number) {
  return queryOptions({
    queryKey: ['dead-letters', market, count],
    queryFn: ({ signal }) =>
      answer<DeadLetter[]>(
        api.GET('/api/v1/ingest/dead-letters', {
          signal,
          params: { query: { market_id: market, limit: 50 } },
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function instruments(market: number) {
  return queryOptions({
    queryKey: ['instruments', market],
    queryFn: ({ signal }) =>
      answer<Instrument[]>(
        api.GET('/api/v1/instruments', { signal, params: { query: { market_id: market } } }),
      ),
    staleTime: MINUTE,
  });
}

/** Says "not ready" with status 503 and the same document. */
export const readiness = queryOptions({
  queryKey: ['ready'],
  queryFn: async ({ signal }) => {
    const { data, error, response } = await api.GET('/ready', { signal }).catch(() => {
      throw new UnreachableError();
    });
    const report = (response.status === 503 ? error : data) as Readiness | undefined;
    if (!report?.checks) {
      throw toApiError(response.status, error);
    }
    return report;
  },
  refetchInterval: 5000,
  retry: false,
});

export const schedules = queryOptions({
  queryKey: ['schedules'],
  queryFn: ({ signal }) => answer<Schedule[]>(api.GET('/api/v1/schedules', { signal })),
  refetchInterval: 3000,
  retry: false,
});

export function scheduleRuns(name: string) {
  return queryOptions({
    queryKey: ['schedules', name, 'runs'],
    queryFn: ({ signal }) =>
      answer<ScheduleRuns>(
        api.GET('/api/v1/schedules/{name}/runs', {
          signal,
          params: { path: { name }, query: { limit: 50 } },
        }),
      ),
    refetchInterval: 3000,
    retry: false,
  });
}

export interface GapFilter {
  market: string;
  state: string;
  type: string;
  limit: number;
}

export function gapList({ market, state, type, limit }: GapFilter) {
  return queryOptions({
    queryKey: ['gaps', market, state, type, limit],
    queryFn: ({ signal }) =>
      answer<Gaps>(
        api.GET('/api/v1/gaps', {
          signal,
          params: {
            query: {
              limit,
              ...(market ? { market_id: Number(market) } : {}),
              ...(state ? { state } : {}),
              ...(type ? { type } : {}),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 5000,
    retry: false,
  });
}
