-- What the rows of an imported file are; before there were candles only.
alter table import_files
    add column kind text not null default 'candles' check (kind in ('candles', 'funding', 'mark'));

-- Whether a type was told (false) or derived from what other instruments have.
alter table known_holes
    add column derived boolean not null default false;

-- When no instrument of a market traded.
create table known_halts
(
    market_id smallint    not null references ref_market,
    from_open timestamptz not null,
    to_open   timestamptz not null,
    primary key (market_id, from_open, to_open),
    check (from_open < to_open)
);
