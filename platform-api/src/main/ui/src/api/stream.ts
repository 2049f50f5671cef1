import { useEffect, useRef, useState } from 'react';
import type { Freshness } from './live';

const MAX_WAIT = 10_000;

interface StreamOptions {
  /** Address of the events; null for none. */
  url: string | null;
  /** Name of the events that carry data. */
  event: string;
  onEvent: (data: string) => void;
  /** Called at every connection but the first: something may have been missed. */
  onReconnect: () => void;
}

/**
 * Server-sent events for as long as the component is there. A lost connection is told as stale, is
 * tried again with growing pauses, and heals by itself.
 */
export function useEventStream({ url, event, onEvent, onReconnect }: StreamOptions): Freshness {
  const [freshness, setFreshness] = useState<Freshness>({ kind: 'connecting' });
  const handlers = useRef({ onEvent, onReconnect });
  handlers.current = { onEvent, onReconnect };

  useEffect(() => {
    setFreshness({ kind: 'connecting' });
    if (!url) {
      return undefined;
    }
    let source: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let wait = 500;
    let before = false;
    let over = false;

    const connect = () => {
      source = new EventSource(url);
      source.onopen = () => {
        wait = 500;
        setFreshness({ kind: 'live' });
        if (before) {
          handlers.current.onReconnect();
        }
        before = true;
      };
      source.addEventListener(event, (message) =>
        handlers.current.onEvent((message as MessageEvent<string>).data),
      );
      source.onerror = () => {
        if (over) {
          return;
        }
        source?.close();
        setFreshness((old) =>
          old.kind === 'live' ? { kind: 'stale', since: Date.now() } : old,
        );
        retry = setTimeout(connect, wait);
        wait = Math.min(MAX_WAIT, wait * 2);
      };
    };
    connect();
    return () => {
      over = true;
      source?.close();
      clearTimeout(retry);
    };
  }, [url, event]);

  return freshness;
}
