-- Every trial of every optimization. A repeated batch writes the same rows again, at most under a
-- greater epoch; one row for each (job_id, trial_index) remains. NaN stands for an undefined metric.
create table if not exists trials
(
    job_id                 UUID,
    trial_index            UInt64,
    epoch                  Int64,
    prune_reason           LowCardinality(String),
    prune_bar              Int32,
    total_return           Float64,
    benchmark_return       Float64,
    excess_return          Float64,
    cagr                   Float64,
    sharpe                 Float64,
    sortino                Float64,
    max_drawdown           Float64,
    max_drawdown_duration  Float64,
    calmar                 Float64,
    trades                 Float64,
    win_rate               Float64,
    profit_factor          Float64,
    expectancy             Float64,
    avg_win                Float64,
    avg_loss               Float64,
    best_trade             Float64,
    worst_trade            Float64,
    max_consecutive_losses Float64,
    avg_trade_seconds      Float64,
    sqn                    Float64,
    exposure               Float64,
    fees_paid              Float64,
    slippage_paid          Float64,
    funding_paid           Float64,
    turnover               Float64,
    long_trades            Float64,
    long_win_rate          Float64,
    long_pnl               Float64,
    short_trades           Float64,
    short_win_rate         Float64,
    short_pnl              Float64,
    ambiguous_bars         Float64,
    skipped_entries        Float64,
    untested_minutes       Float64,
    liquidations           Float64
)
engine = ReplacingMergeTree(epoch)
order by (job_id, trial_index)
settings fsync_after_insert = 1, fsync_part_directory = 1;
