import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiError } from '../api/client';
import type { JobState } from '../api/types';
import { clock, day, local, minute, second, type TimeLike } from '../format/time';
import { Icon, type IconName } from './Icon';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  icon?: IconName;
  small?: boolean;
}

export function Button({ look = 'plain', icon, small, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`button ${look}${small ? ' small' : ''}${className ? ` ${className}` : ''}`}
      {...rest}
    >
      {icon && <Icon name={icon} size={small ? 14 : 16} />}
      {children}
    </button>
  );
}

interface LinkButtonProps {
  to: string;
  look?: Look;
  icon?: IconName;
  small?: boolean;
  /** The icon stands after the words. */
  after?: boolean;
  children: ReactNode;
}

export function LinkButton({ to, look = 'plain', icon, small, after, children }: LinkButtonProps) {
  return (
    <Link className={`button ${look}${small ? ' small' : ''}`} to={to}>
      {icon && !after && <Icon name={icon} size={small ? 14 : 16} />}
      {children}
      {icon && after && <Icon name={icon} size={small ? 14 : 16} />}
    </Link>
  );
}

interface PanelProps {
  title?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  flush?: boolean;
  className?: string;
  id?: string;
  children: ReactNode;
}

/** A titled surface; "flush" lets a table or chart reach its edges. */
export function Panel({ title, note, actions, flush, className, id, children }: PanelProps) {
  return (
    <section className={`panel${className ? ` ${className}` : ''}`} id={id}>
      {(title || actions) && (
        <header className="panel-head">
          <div className="panel-title">
            {title && <h2>{title}</h2>}
            {note && <p className="muted">{note}</p>}
          </div>
          {actions && <div className="panel-actions">{actions}</div>}
        </header>
      )}
      <div className={flush ? 'panel-body flush' : 'panel-body'}>{children}</div>
    </section>
  );
}

interface PageHeadProps {
  title: ReactNode;
  crumb?: { to: string; label: string };
  note?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, crumb, note, actions }: PageHeadProps) {
  return (
    <header className="page-head">
      <div className="page-title">
        {crumb && (
          <Link className="crumb" to={crumb.to}>
            <Icon name="back" size={13} />
            {crumb.label}
          </Link>
        )}
        <h1>{title}</h1>
        {note && <div className="page-note">{note}</div>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}

const STATE_WORDS: Record<JobState, string> = {
  QUEUED: 'Queued',
  RUNNING: 'Running',
  STOPPING: 'Stopping',
  STOPPED: 'Stopped',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
};

/** States of partitions that jobs don't have. */
const MORE_WORDS: Record<string, string> = { DONE: 'Done', WAITING: 'Waiting', OPEN: 'Waiting' };

export function StateBadge({ state }: { state: string }) {
  return (
    <span className={`badge state-${state.toLowerCase()}`}>
      <span className="state-mark" aria-hidden="true" />
      {STATE_WORDS[state as JobState] ?? MORE_WORDS[state] ?? state.toLowerCase()}
    </span>
  );
}

interface TimeProps {
  at: TimeLike;
  show?: 'day' | 'minute' | 'second' | 'clock';
}

const SHOWN = { day, minute, second, clock };

/** A time in UTC, with local time on hover. */
export function Time({ at, show = 'minute' }: TimeProps) {
  return (
    <time className="nowrap" title={local(at)}>
      {SHOWN[show](at)}
    </time>
  );
}

interface SignProps {
  value: number | null | undefined;
  children: ReactNode;
}

/** A number whose sign is news: told by shape and sign as well as by colour. */
export function Sign({ value, children }: SignProps) {
  const way = value === null || value === undefined || value === 0 ? '' : value > 0 ? 'gain' : 'pain';
  return (
    <span className={`sign ${way}`}>
      {way && (
        <svg className="sign-mark" width="7" height="6" viewBox="0 0 7 6" aria-hidden="true">
          <path d={way === 'gain' ? 'M3.5 0L7 6H0z' : 'M0 0h7L3.5 6z'} fill="currentColor" />
        </svg>
      )}
      {children}
    </span>
  );
}

interface ProgressBarProps {
  done: number;
  total: number;
  label: string;
  thin?: boolean;
  tone?: 'running' | 'busy' | 'done' | 'halted';
}

export function ProgressBar({ done, total, label, thin, tone = 'running' }: ProgressBarProps) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div
      className={`progress ${tone}${thin ? ' thin' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
    >
      <div className="progress-fill" style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}

/** Grey shapes of the size of what is coming, so that nothing moves when it comes. */
export function Skeleton({ height, lines = 1 }: { height?: number; lines?: number }) {
  return (
    <div className="skeletons" aria-hidden="true">
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} className="skeleton" style={height ? { height } : undefined} />
      ))}
    </div>
  );
}

interface EmptyProps {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}

/** Nothing here yet, and what to do next. */
export function Empty({ title, children, actions }: EmptyProps) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      <p>{children}</p>
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  );
}

/** What went wrong, in the API's words, with a way to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const lines =
    error instanceof ApiError
      ? error.errors.map((e) => (e.path ? `${e.path}: ${e.message}` : e.message))
      : [error instanceof Error ? error.message : String(error)];
  return (
    <div className="note bad" role="alert">
      <Icon name="alert" size={16} />
      <div>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {retry && (
        <Button small onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

export function Note({ tone = 'info', children }: { tone?: 'info' | 'warn'; children: ReactNode }) {
  return (
    <div className={`note ${tone}`}>
      <Icon name={tone === 'warn' ? 'alert' : 'info'} size={16} />
      <div>{children}</div>
    </div>
  );
}

/** Pairs of a word and its value. */
export function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
