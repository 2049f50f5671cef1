import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { ApiError, postText } from '../api/client';
import type { FieldError } from '../api/types';

/** What the API says about the document while it is being written. */
export interface Verdict<T> {
  /** The answer to a document that is right. */
  estimate: T | null;
  errors: FieldError[];
  /** The platform could not be asked. */
  unreachable: Error | null;
  checking: boolean;
}

const PAUSE = 300;

/** `a[0].b` and `a.0.b` are one path. */
export function normalPath(path: string): string {
  return path.replace(/\[(\d+)\]/g, '.$1');
}

/** Asks the API at an address that only checks, shortly after the last change. */
export function useVerdict<T>(url: string, text: string): Verdict<T> {
  const settled = useSettled(text, PAUSE);
  const query = useQuery({
    queryKey: ['dry-run', url, settled],
    queryFn: async ({ signal }): Promise<{ estimate: T | null; errors: FieldError[] }> => {
      try {
        return { estimate: await postText<T>(url, settled, signal), errors: [] };
      } catch (failure) {
        if (failure instanceof ApiError && (failure.status === 422 || failure.status === 400)) {
          return { estimate: null, errors: failure.errors };
        }
        throw failure;
      }
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  });
  return {
    estimate: query.data?.estimate ?? null,
    errors: query.data?.errors ?? [],
    unreachable: query.error,
    checking: query.isFetching || settled !== text,
  };
}

function useSettled(value: string, pause: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}

export const ErrorsContext = createContext<readonly FieldError[]>([]);

/** The message at exactly this path, if any. */
export function useFieldError(path: string): string | undefined {
  const errors = useContext(ErrorsContext);
  return useMemo(() => messageAt(errors, path), [errors, path]);
}

export function messageAt(errors: readonly FieldError[], path: string): string | undefined {
  return errors.find((e) => normalPath(e.path) === normalPath(path))?.message;
}

/** The first message at this path or anywhere under it. */
export function useErrorUnder(path: string): string | undefined {
  const errors = useContext(ErrorsContext);
  return useMemo(() => messageUnder(errors, path), [errors, path]);
}

export function messageUnder(errors: readonly FieldError[], path: string): string | undefined {
  const own = normalPath(path);
  return errors.find((e) => {
    const at = normalPath(e.path);
    return at === own || at.startsWith(`${own}.`);
  })?.message;
}
