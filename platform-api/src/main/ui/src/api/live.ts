import { useEffect, useRef, useState } from 'react';
import { isTerminal } from './queries';
import type { Progress } from './types';

/** How fresh the numbers on screen are. */
export type Freshness =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'stale'; since: number }
  | { kind: 'ended' };

const STALE_AFTER = 6000;
const MAX_WAIT = 10_000;

/**
 * The progress of a job as the server tells it. A lost connection is told as stale, is tried again
 * with growing pauses, and heals by itself; after the end nothing is asked any more.
 */
export function useLiveProgress(id: string, active: boolean, onEnd: () => void) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [freshness, setFreshness] = useState<Freshness>({ kind: 'connecting' });
  const end = useRef(onEnd);
  end.current = onEnd;

  useEffect(() => {
    let source: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let wait = 500;
    let last = 0;
    let over = false;

    const stale = () =>
      setFreshness((old) =>
        old.kind === 'stale' || old.kind === 'ended'
          ? old
          : last === 0
            ? { kind: 'connecting' }
            : { kind: 'stale', since: last },
      );

    const receive = (text: string): Progress | null => {
      try {
        const next = JSON.parse(text) as Progress;
        last = Date.now();
        wait = 500;
        setProgress(next);
        return next;
      } catch {
        return null;
      }
    };

    const finish = () => {
      over = true;
      source?.close();
      setFreshness({ kind: 'ended' });
      end.current();
    };

    const connect = () => {
      source = new EventSource(`/api/v1/jobs/${encodeURIComponent(id)}/events`);
      source.addEventListener('progress', (event) => {
        const next = receive((event as MessageEvent<string>).data);
        if (next && isTerminal(next.state)) {
          finish();
        } else if (next) {
          setFreshness((old) => (old.kind === 'live' ? old : { kind: 'live' }));
        }
      });
      source.addEventListener('end', (event) => {
        receive((event as MessageEvent<string>).data);
        finish();
      });
      source.onerror = () => {
        if (over) {
          return;
        }
        source?.close();
        stale();
        retry = setTimeout(connect, wait);
        wait = Math.min(MAX_WAIT, wait * 2);
      };
    };

    setFreshness({ kind: 'connecting' });
    if (active) {
      connect();
    } else {
      // A job at rest: one look, no stream.
      void fetch(`/api/v1/jobs/${encodeURIComponent(id)}/progress`)
        .then((response) => (response.ok ? response.text() : null))
        .then((text) => {
          if (!over) {
            if (text) {
              receive(text);
            }
            setFreshness({ kind: 'ended' });
          }
        })
        .catch(() => undefined);
    }
    const watch = setInterval(() => {
      if (!over && last > 0 && Date.now() - last > STALE_AFTER) {
        stale();
      }
    }, 1000);
    return () => {
      over = true;
      source?.close();
      clearTimeout(retry);
      clearInterval(watch);
    };
  }, [id, active]);

  return { progress, freshness };
}
