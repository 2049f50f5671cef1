import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** One word of the address as state; the default is not written. */
export function useUrlState(
  key: string,
  fallback: string,
): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          if (value === fallback) {
            next.delete(key);
          } else {
            next.set(key, value);
          }
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [key, fallback, setParams],
  );
  return [params.get(key) ?? fallback, set];
}
