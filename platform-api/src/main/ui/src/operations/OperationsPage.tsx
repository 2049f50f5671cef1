import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readiness as readinessQuery, status as statusQuery } from '../api/queries';
import { LiveMark } from '../design/LiveMark';
import { Failure, PageHead, Panel, Skeleton } from '../design/parts';
import { count } from '../format/number';
import { GapsPanel } from './GapsPanel';
import './operations.css';
import { SchedulesPanel } from './SchedulesPanel';

/** For when something is odd: what answers, who is there, what is due, what is missing. */
export default function OperationsPage() {
  const ready = useQuery(readinessQuery);

  useEffect(() => {
    document.title = 'Operations · candlegrid';
  }, []);

  return (
    <div className="stack">
      <PageHead
        title="Operations"
        note={
          <LiveMark
            freshness={
              ready.dataUpdatedAt === 0
                ? { kind: 'connecting' }
                : ready.isError
                  ? { kind: 'stale', since: ready.dataUpdatedAt }
                  : { kind: 'live' }
            }
          />
        }
      />
      <div className="ops-top">
        <Panel flush title="Readiness" note={ready.data ? (ready.data.ready ? 'every part answers' : 'a part does not answer') : undefined}>
          {ready.isPending ? (
            <div className="pad">
              <Skeleton lines={4} height={24} />
            </div>
          ) : !ready.data ? (
            <div className="pad">
              <Failure error={ready.error} retry={() => void ready.refetch()} />
            </div>
          ) : (
            <div className="table-scroll">
              <table className="table">
                <thead>
                  <tr>
                    <th>Part</th>
                    <th>State</th>
                    <th className="num">Answer ms</th>
                    <th>Detail</th>
                  </tr>
                </thead>
                <tbody>
                  {ready.data.checks.map((check) => (
                    <tr key={check.name}>
                      <td>{check.name}</td>
                      <td>
                        <span className={`badge ${check.ok ? 'verdict-good' : 'verdict-bad'}`}>
                          <span className="state-mark" aria-hidden="true" />
                          {check.ok ? 'Answers' : 'Does not answer'}
                        </span>
                      </td>
                      <td className="num">{count(check.millis)}</td>
                      <td className="wrap">{check.detail}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Panel>
        <Members />
      </div>
      <SchedulesPanel />
      <GapsPanel />
    </div>
  );
}

function Members() {
  const status = useQuery(statusQuery);
  const members = status.data?.members ?? [];
  return (
    <Panel flush title="Grid" note={status.data ? `${count(members.length)} ${members.length === 1 ? 'process' : 'processes'}, build ${status.data.build}` : undefined}>
      {status.isPending ? (
        <div className="pad">
          <Skeleton lines={3} height={24} />
        </div>
      ) : !status.data ? (
        <div className="pad">
          <Failure error={status.error} retry={() => void status.refetch()} />
        </div>
      ) : (
        <>
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th>Address</th>
                  <th>Roles</th>
                  <th>Identity</th>
                </tr>
              </thead>
              <tbody>
                {members.map((member) => (
                  <tr key={member.id}>
                    <td>{member.address}</td>
                    <td>{member.roles.join(', ')}</td>
                    <td className="mono muted">{member.id.slice(0, 8)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="pad muted">
            Another worker: <code>./candlegrid up --roles worker</code>
          </p>
        </>
      )}
    </Panel>
  );
}
