-- Funding rates of futures, one for each minute in which one was due; the latest delivery counts.
create table if not exists funding_rates
(
    market_id   UInt8,
    symbol      LowCardinality(String),
    ts          DateTime64(3, 'UTC'),
    rate        Float64,
    source      LowCardinality(String),
    ingested_at DateTime64(3, 'UTC'),
    batch_seq   UInt64,
    version     UInt64 default bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(ingested_at)), 22),
                                     bitAnd(batch_seq, 4194303))
)
engine = ReplacingMergeTree(version)
order by (market_id, symbol, ts)
settings fsync_after_insert = 1, fsync_part_directory = 1;

-- 1m candles of the mark price: never among the candles of trades.
create table if not exists mark_candles_1m
(
    market_id   UInt8,
    symbol      LowCardinality(String),
    ts_open     DateTime64(3, 'UTC'),
    open        Float64,
    high        Float64,
    low         Float64,
    close       Float64,
    source      LowCardinality(String),
    ingested_at DateTime64(3, 'UTC'),
    batch_seq   UInt64,
    version     UInt64 default bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(ingested_at)), 22),
                                     bitAnd(batch_seq, 4194303))
)
engine = ReplacingMergeTree(version)
order by (market_id, symbol, ts_open)
settings fsync_after_insert = 1, fsync_part_directory = 1;

-- Snapshots that are more than candles: their parts, each found by the hash of its own content.
-- Mark candles lie in snapshot_candles, with a volume of zero. An empty text: there is no such part.
create table if not exists snapshots
(
    snapshot_hash FixedString(32),
    candles       String,
    funding       String,
    marks         String,
    lot_size      String,
    min_notional  String
)
engine = ReplacingMergeTree
order by snapshot_hash
settings fsync_after_insert = 1, fsync_part_directory = 1;

create table if not exists snapshot_funding
(
    snapshot_hash FixedString(32),
    ts            DateTime64(3, 'UTC'),
    rate          Float64
)
engine = ReplacingMergeTree
order by (snapshot_hash, ts)
settings fsync_after_insert = 1, fsync_part_directory = 1;
