-- The four markets, with the fees of a new account and the rules that hold for all their instruments.
create table ref_market
(
    market_id              smallint primary key,
    exchange               text          not null,
    market_type            text          not null,
    taker_fee_pct          numeric(8, 5) not null,
    maker_fee_pct          numeric(8, 5) not null,
    maintenance_margin_pct numeric(8, 5) not null,
    allows_short           boolean       not null,
    quote_asset            text          not null,
    unique (exchange, market_type)
);

insert into ref_market
values (1, 'binance', 'spot', 0.1, 0.1, 0, false, 'USDT'),
       (2, 'binance', 'futures', 0.05, 0.02, 0.5, true, 'USDT'),
       (3, 'bybit', 'spot', 0.1, 0.1, 0, false, 'USDT'),
       (4, 'bybit', 'futures', 0.05, 0.02, 0.5, true, 'USDT');

create table ref_instruments
(
    market_id    smallint    not null references ref_market,
    symbol       text        not null,
    status       text        not null,
    tick_size    numeric,
    lot_size     numeric,
    min_notional numeric,
    is_tradable  boolean     not null,
    source       text        not null,
    updated_at   timestamptz not null default now(),
    primary key (market_id, symbol)
);

-- Why candles are absent, as far as somebody found out.
create table known_holes
(
    market_id smallint    not null references ref_market,
    symbol    text        not null,
    from_open timestamptz not null,
    to_open   timestamptz not null,
    hole_type text        not null,
    primary key (market_id, symbol, from_open, to_open),
    check (from_open < to_open)
);

-- Numbers deliveries of candles over all writers; half of their version order.
create sequence ingest_batch_seq;

create table imports
(
    id         uuid primary key,
    created_at timestamptz not null default now(),
    state      text        not null check (state in ('RUNNING', 'COMPLETED', 'FAILED'))
);

create index imports_running on imports (created_at) where state = 'RUNNING';

create table import_files
(
    import_id       uuid        not null references imports on delete cascade,
    file_no         integer     not null,
    name            text        not null,
    path            text,
    entry           text,
    packed_bytes    bigint      not null,
    synthetic_seed  bigint,
    synthetic_from  timestamptz,
    synthetic_bars  integer,
    market_id       smallint    not null references ref_market,
    symbol          text        not null,
    ingested_at     timestamptz not null,
    batch_seq       bigint      not null,
    row_count       bigint      not null default 0,
    imported        bigint      not null default 0,
    already_there   bigint      not null default 0,
    rejected        bigint      not null default 0,
    first_open      timestamptz,
    last_open       timestamptz,
    gaps            bigint      not null default 0,
    done            boolean     not null default false,
    primary key (import_id, file_no),
    check (path is not null or synthetic_seed is not null)
);

create table import_rejected_rows
(
    import_id uuid    not null,
    file_no   integer not null,
    line      bigint  not null,
    reason    text    not null,
    primary key (import_id, file_no, line),
    foreign key (import_id, file_no) references import_files on delete cascade
);
