-- The platform itself: one row, and the processes that are part of it.
create table platform (
    one        boolean primary key default true check (one),
    cluster_id uuid not null default gen_random_uuid()
);
insert into platform default values;

create table platform_processes (
    id         uuid primary key,
    address    text not null,
    roles      text not null,
    version    text not null,
    started_at timestamptz not null default now(),
    seen_at    timestamptz not null default now()
);

create table jobs (
    id                uuid primary key,
    owner             uuid not null,
    name              text not null,
    work_hash         char(64) not null,
    state             text not null check (state in ('QUEUED', 'RUNNING', 'STOPPING', 'STOPPED', 'COMPLETED', 'FAILED')),
    spec              text not null,
    spec_hash         char(64) not null,
    data_snapshot     char(64) not null,
    engine_version    text not null,
    combinations      bigint not null,
    bars              bigint not null,
    estimated_seconds double precision not null,
    estimated_bytes   bigint not null,
    created_at        timestamptz not null default now(),
    started_at        timestamptz,
    finished_at       timestamptz,
    failure           text,
    lease_owner       text,
    lease_until       timestamptz,
    unique (owner, work_hash)
);
create index jobs_by_owner on jobs (owner, created_at desc);
create index jobs_to_take on jobs (created_at) where state in ('QUEUED', 'RUNNING', 'STOPPING');

-- Who executes a partition now. The epoch is the fence: a writer whose epoch is no longer here must not write.
create table partition_claims (
    job_id            uuid not null references jobs on delete cascade,
    step_name         text not null,
    step_execution_id bigint not null,
    epoch             bigint not null default 0,
    member            text,
    lease_until       timestamptz,
    failures          integer not null default 0,
    last_error        text,
    fatal_code        text,
    primary key (job_id, step_name)
);

-- Progress of a search, written in one transaction per batch under the fence.
create table search_partitions (
    job_id              uuid not null references jobs on delete cascade,
    name                text not null,
    from_index          bigint not null,
    to_index            bigint not null,
    next_index          bigint not null,
    skipped             bigint not null default 0,
    evaluated           bigint not null default 0,
    pruned_max_drawdown bigint not null default 0,
    pruned_loss_window  bigint not null default 0,
    pruned_max_trades   bigint not null default 0,
    pruned_min_trades   bigint not null default 0,
    null_objective      bigint not null default 0,
    batch_indices       bigint not null default 0,
    batch_millis        bigint not null default 0,
    primary key (job_id, name),
    check (from_index <= next_index and next_index <= to_index)
);

create table partial_tops (
    job_id     uuid not null references jobs on delete cascade,
    partition  text not null,
    objectives double precision[] not null,
    indices    bigint[] not null,
    primary key (job_id, partition)
);

create table final_tops (
    job_id      uuid not null references jobs on delete cascade,
    rank        integer not null,
    trial_index bigint not null,
    objective   double precision not null,
    metrics     double precision[],
    trades_hash text,
    primary key (job_id, rank)
);
