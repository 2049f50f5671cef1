-- Smallest quantity of an order, in base units.
alter table ref_instruments
    add column min_quantity numeric;

-- A hole that was found is looked after until it is repaired or explained. Rows of before, and those
-- that a person tells, are explained.
alter table known_holes
    add column gap_id       bigint      not null generated always as identity unique,
    add column state        text        not null default 'explained'
                            check (state in ('open', 'repaired', 'explained', 'given_up')),
    add column attempts     integer     not null default 0,
    add column next_attempt timestamptz,
    add column detail       text        not null default '',
    add column found_at     timestamptz not null default now(),
    add column changed_at   timestamptz not null default now(),
    add check ((state = 'open') = (next_attempt is not null));

create index known_holes_due on known_holes (market_id, next_attempt) where state = 'open';
create index known_holes_changed on known_holes (changed_at desc) where not derived;
