import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { NavLink, Outlet, ScrollRestoration } from 'react-router';
import { status } from '../api/queries';
import { Icon, type IconName } from '../design/Icon';
import { Skeleton } from '../design/parts';
import { chooseTheme, useThemeChoice, type ThemeChoice } from './theme';

const PAGES: { to: string; label: string; icon: IconName }[] = [
  { to: '/market-data', label: 'Market data', icon: 'candles' },
  { to: '/backtests/new', label: 'New backtest', icon: 'play' },
  { to: '/optimizations/new', label: 'New optimization', icon: 'plus' },
  { to: '/jobs', label: 'Jobs', icon: 'jobs' },
  { to: '/live', label: 'Live', icon: 'live' },
  { to: '/operations', label: 'Operations', icon: 'gauge' },
];

export function Shell() {
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="side">
        <NavLink className="brand" to="/jobs" aria-label="candlegrid, start">
          <Mark />
          <span>candlegrid</span>
        </NavLink>
        <nav aria-label="Pages">
          {PAGES.map((page) => (
            <NavLink key={page.to} to={page.to} className="nav-link">
              <Icon name={page.icon} />
              <span>{page.label}</span>
            </NavLink>
          ))}
        </nav>
        <div className="side-foot">
          <PlatformStatus />
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Skeleton height={180} lines={3} />}>
          <Outlet />
        </Suspense>
        <footer className="foot">
          All times are UTC. Charts by{' '}
          <a href="https://www.tradingview.com/" rel="noreferrer">
            TradingView Lightweight Charts
          </a>{' '}
          and Apache ECharts.
        </footer>
      </main>
      <ScrollRestoration />
    </div>
  );
}

function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <g stroke="var(--on-accent)" strokeWidth="2" strokeLinecap="round">
        <path d="M9 7v18M16 5v16M23 10v17" />
      </g>
      <g fill="var(--on-accent)">
        <rect x="6.5" y="12" width="5" height="9" rx="1" />
        <rect x="20.5" y="14" width="5" height="9" rx="1" />
      </g>
      <rect
        x="13.5"
        y="8.5"
        width="5"
        height="8"
        rx="1"
        fill="var(--accent)"
        stroke="var(--on-accent)"
        strokeWidth="2"
      />
    </svg>
  );
}

/** One line that says whether the platform answers and who is at work. */
function PlatformStatus() {
  const { data, isError, isPending } = useQuery(status);
  if (isPending) {
    return <div className="platform">Asking the platform</div>;
  }
  if (isError || !data) {
    return (
      <div className="platform down" role="status">
        <span className="dot" aria-hidden="true" />
        <span>Platform does not answer</span>
      </div>
    );
  }
  const workers = data.members.filter((m) => m.roles.includes('worker')).length;
  const details = [
    `PostgreSQL ${data.servers.postgres}`,
    `ClickHouse ${data.servers.clickhouse}`,
    `Redis ${data.servers.redis}`,
    ...data.members.map((m) => `${m.address} ${m.roles.join(', ')}`),
  ];
  return (
    <div className="platform" title={details.join('\n')}>
      <span className="dot" aria-hidden="true" />
      <span>
        {workers} {workers === 1 ? 'worker' : 'workers'}
        <span className="muted">{data.version}</span>
      </span>
    </div>
  );
}

const CHOICES: { value: ThemeChoice; label: string; icon: IconName }[] = [
  { value: 'system', label: 'Follow the system', icon: 'system' },
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
];

function ThemeSwitch() {
  const choice = useThemeChoice();
  return (
    <div className="theme" role="group" aria-label="Theme">
      {CHOICES.map((c) => (
        <button
          key={c.value}
          type="button"
          title={c.label}
          aria-label={c.label}
          aria-pressed={choice === c.value}
          onClick={() => chooseTheme(c.value)}
        >
          <Icon name={c.icon} size={15} />
        </button>
      ))}
    </div>
  );
}
