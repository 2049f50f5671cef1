-- 1m candles as exchanges deliver them. Append-only; NaN and -1 stand for what a source doesn't tell.
create table if not exists raw_binance_klines_1m
(
    market_id              UInt8,
    symbol                 LowCardinality(String),
    instrument_key         LowCardinality(String)
                           default concat('binance:', if(market_id = 1, 'spot', 'futures'), ':', symbol),
    ts_open                DateTime64(3, 'UTC'),
    open                   Float64,
    high                   Float64,
    low                    Float64,
    close                  Float64,
    volume                 Float64,
    quote_volume           Float64,
    trades                 Int64,
    taker_buy_volume       Float64,
    taker_buy_quote_volume Float64,
    source                 LowCardinality(String),
    ingested_at            DateTime64(3, 'UTC'),
    batch_seq              UInt64
)
engine = MergeTree
order by (market_id, symbol, ts_open)
settings fsync_after_insert = 1, fsync_part_directory = 1;

create table if not exists raw_bybit_klines_1m
(
    market_id              UInt8,
    symbol                 LowCardinality(String),
    instrument_key         LowCardinality(String)
                           default concat('bybit:', if(market_id = 3, 'spot', 'futures'), ':', symbol),
    ts_open                DateTime64(3, 'UTC'),
    open                   Float64,
    high                   Float64,
    low                    Float64,
    close                  Float64,
    volume                 Float64,
    quote_volume           Float64,
    trades                 Int64,
    taker_buy_volume       Float64,
    taker_buy_quote_volume Float64,
    source                 LowCardinality(String),
    ingested_at            DateTime64(3, 'UTC'),
    batch_seq              UInt64
)
engine = MergeTree
order by (market_id, symbol, ts_open)
settings fsync_after_insert = 1, fsync_part_directory = 1;

-- The candles everything is computed from. Of several versions the one with the greatest
-- (ingested_at, batch_seq) counts: version is the milliseconds, then the low 22 bits of the sequence.
create table if not exists canonical_candles_1m
(
    market_id              UInt8,
    symbol                 LowCardinality(String),
    ts_open                DateTime64(3, 'UTC'),
    open                   Float64,
    high                   Float64,
    low                    Float64,
    close                  Float64,
    volume                 Float64,
    quote_volume           Float64,
    trades                 Int64,
    taker_buy_volume       Float64,
    taker_buy_quote_volume Float64,
    source                 LowCardinality(String),
    ingested_at            DateTime64(3, 'UTC'),
    batch_seq              UInt64,
    version                UInt64
)
engine = ReplacingMergeTree(version)
order by (market_id, symbol, ts_open)
settings fsync_after_insert = 1, fsync_part_directory = 1;

create materialized view if not exists canonical_from_binance to canonical_candles_1m as
select market_id, symbol, ts_open, open, high, low, close, volume, quote_volume, trades,
       taker_buy_volume, taker_buy_quote_volume, source, ingested_at, batch_seq,
       bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(ingested_at)), 22), bitAnd(batch_seq, 4194303)) as version
from raw_binance_klines_1m;

create materialized view if not exists canonical_from_bybit to canonical_candles_1m as
select market_id, symbol, ts_open, open, high, low, close, volume, quote_volume, trades,
       taker_buy_volume, taker_buy_quote_volume, source, ingested_at, batch_seq,
       bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(ingested_at)), 22), bitAnd(batch_seq, 4194303)) as version
from raw_bybit_klines_1m;

-- Frozen copies of ranges, found by the SHA-256 of their content.
create table if not exists snapshot_candles
(
    snapshot_hash FixedString(32),
    ts_open       DateTime64(3, 'UTC'),
    open          Float64,
    high          Float64,
    low           Float64,
    close         Float64,
    volume        Float64
)
engine = ReplacingMergeTree
order by (snapshot_hash, ts_open)
settings fsync_after_insert = 1, fsync_part_directory = 1;
