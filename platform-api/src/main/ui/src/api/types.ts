import type { paths } from '#openapi';

/** The body of an answer, whatever the server calls its media type. */
type Body<R> = R extends { content: infer C } ? C[keyof C] : never;

/** All fields there: the API leaves none out, absent values are null. */
type Whole<T> = T extends (infer E)[]
  ? Whole<E>[]
  : T extends object
    ? { [K in keyof T]-?: Whole<Exclude<T[K], undefined>> }
    : T;

type Answer<P extends keyof paths, M extends 'get' | 'post'> = paths[P] extends {
  [K in M]: { responses: { 200: infer R } };
}
  ? Whole<Body<R>>
  : never;

export type Market = Answer<'/api/v1/markets', 'get'>[number];
export type Coverage = Answer<'/api/v1/coverage', 'get'>[number];
export type FuturesCoverage = Answer<'/api/v1/coverage/futures', 'get'>[number];
export type Hole = Coverage['holes'][number];
export type Gaps = Answer<'/api/v1/gaps', 'get'>;
export type Gap = Gaps['gaps'][number];
export type Candles = Answer<'/api/v1/candles', 'get'>;
export type Indicator = Answer<'/api/v1/indicators', 'get'>[number];
export type IndicatorParameter = Indicator['params'][number];
export type Submission = Answer<'/api/v1/jobs/optimizations', 'post'>;
export type Job = Answer<'/api/v1/jobs', 'get'>['jobs'][number];
export type JobState = Job['state'];
export type JobDetail = Answer<'/api/v1/jobs/{id}', 'get'>;
export type Progress = Answer<'/api/v1/jobs/{id}/progress', 'get'>;
export type PartitionProgress = Progress['partitions'][number];
export type OptimizationResult = Answer<'/api/v1/jobs/{id}/top', 'get'>;
export type RankedTrial = OptimizationResult['top'][number];
export type Counts = OptimizationResult['counts'];
export type AxisValue = number | string | null;
export type Heatmap = Answer<'/api/v1/jobs/{id}/heatmap', 'get'>;
export type TrialDocument = Answer<'/api/v1/jobs/{id}/trials/{index}', 'get'>;
export type Report = Answer<'/api/v1/jobs/{id}/trials/{index}/report', 'get'>;
export type Trade = Report['trades'][number];
export type Distribution = Report['distribution'];
export type ReturnBin = Distribution['returns'][number];
export type TradeGroup = Distribution['by_hour'][number];
export type Policies = NonNullable<Report['policies']>;
export type Costs = NonNullable<Report['costs']>;
export type Inspection = Answer<'/api/v1/backtests/inspection', 'post'>;
export type InspectedBar = Inspection['bars'][number];
export type Operand = InspectedBar['operands'][number];
export type Comparison = Answer<'/api/v1/comparisons', 'post'>;
export type CheckedBacktest = Answer<'/api/v1/backtests/check', 'post'>;

/** A rule's truth at a bar; written out, as it contains itself. */
export interface RuleTruth {
  op: string;
  defined: boolean;
  holds: boolean;
  parts: RuleTruth[];
  operands: Operand[];
}
export type EquityDay = Report['equity_daily'][number];
export type Lineage = Report['lineage'];
export type ImportStatus = Answer<'/api/v1/imports/{id}', 'get'>;
export type ImportReport = NonNullable<ImportStatus['report']>;
export type Status = Answer<'/api/v1/status', 'get'>;
export type Readiness = Answer<'/ready', 'get'>;
export type Instrument = Answer<'/api/v1/instruments', 'get'>[number];
export type IngestState = Answer<'/api/v1/ingest', 'get'>[number];
export type LiveCandle = Answer<'/api/v1/ingest/candles/stream', 'get'>;
export type Subscriptions = Answer<'/api/v1/markets/{id}/subscriptions', 'get'>;
export type DeadLetter = Answer<'/api/v1/ingest/dead-letters', 'get'>[number];
export type Schedule = Answer<'/api/v1/schedules', 'get'>[number];
export type ScheduleRuns = Answer<'/api/v1/schedules/{name}/runs', 'get'>;
export type ScheduleRun = ScheduleRuns['runs'][number];

/** One thing that is wrong with a document, at its path. */
export interface FieldError {
  path: string;
  value?: unknown;
  code: string;
  message: string;
}
