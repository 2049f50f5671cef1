-- What is ingested live.
create table subscriptions
(
    market_id  smallint    not null references ref_market,
    symbol     text        not null,
    created_at timestamptz not null default now(),
    primary key (market_id, symbol)
);

-- The pipelines that are to run, who may run each, and how it fares.
create table ingest_pipelines
(
    market_id   smallint primary key references ref_market,
    job_name    text not null,
    created_at  timestamptz not null default now(),
    lease_owner text,
    lease_until timestamptz,
    report      text,
    reported_at timestamptz
);

-- What exchanges sent that is no candle; the newest of each market.
create table ingest_dead_letters
(
    id          bigint generated always as identity primary key,
    market_id   smallint    not null references ref_market,
    source      text        not null,
    raw         text        not null,
    cause       text        not null,
    received_at timestamptz not null
);
create index ingest_dead_letters_by_market on ingest_dead_letters (market_id, id desc);
