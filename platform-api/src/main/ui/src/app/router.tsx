import { lazy } from 'react';
import { createBrowserRouter, Navigate, useRouteError } from 'react-router';
import { Empty, Failure, LinkButton, Panel } from '../design/parts';
import { JobsPage } from '../jobs/JobsPage';
import { Shell } from './Shell';

const MarketDataPage = lazy(() => import('../marketdata/MarketDataPage'));
const LivePage = lazy(() => import('../live/LivePage'));
const OperationsPage = lazy(() => import('../operations/OperationsPage'));
const NewOptimizationPage = lazy(() => import('../optimization/NewOptimizationPage'));
const NewBacktestPage = lazy(() => import('../backtest/NewBacktestPage'));
const BacktestPage = lazy(() => import('../backtest/BacktestPage'));
const ComparePage = lazy(() => import('../compare/ComparePage'));
const JobPage = lazy(() => import('../jobs/JobPage'));
const TrialPage = lazy(() => import('../result/TrialPage'));

export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    children: [
      { path: '/', element: <Navigate to="/jobs" replace /> },
      { path: '/market-data', element: <MarketDataPage /> },
      { path: '/live', element: <LivePage /> },
      { path: '/operations', element: <OperationsPage /> },
      { path: '/optimizations/new', element: <NewOptimizationPage /> },
      { path: '/backtests/new', element: <NewBacktestPage /> },
      { path: '/backtests/result', element: <BacktestPage /> },
      { path: '/compare', element: <ComparePage /> },
      { path: '/jobs', element: <JobsPage /> },
      { path: '/jobs/:id', element: <JobPage /> },
      { path: '/jobs/:id/trials/:index', element: <TrialPage /> },
      { path: '*', element: <NotFound /> },
    ],
  },
]);

function NotFound() {
  return (
    <Panel>
      <Empty title="No such page" actions={<LinkButton to="/jobs">To the jobs</LinkButton>}>
        The address leads nowhere. It may be from another version of candlegrid.
      </Empty>
    </Panel>
  );
}

function Broken() {
  const error = useRouteError();
  return (
    <main>
      <Failure error={error} retry={() => window.location.reload()} />
    </main>
  );
}
