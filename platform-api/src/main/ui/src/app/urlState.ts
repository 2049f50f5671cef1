import { useCallback } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

/**
 * Changes words of the address in one go; null takes one out. Two changes one after the other would
 * both start from the same address. What is after # stays.
 */
export function useUrlChange(): (changes: Record<string, string | null>) => void {
  const navigate = useNavigate();
  return useCallback(
    (changes) => {
      const next = new URLSearchParams(window.location.search);
      for (const [key, value] of Object.entries(changes)) {
        if (value === null) {
          next.delete(key);
        } else {
          next.set(key, value);
        }
      }
      void navigate(
        { search: next.toString(), hash: window.location.hash },
        { replace: true, preventScrollReset: true },
      );
    },
    [navigate],
  );
}

/** One word of the address as state; the default is not written. */
export function useUrlState(
  key: string,
  fallback: string,
): [string, (value: string) => void] {
  const [params] = useSearchParams();
  const change = useUrlChange();
  const set = useCallback(
    (value: string) => change({ [key]: value === fallback ? null : value }),
    [key, fallback, change],
  );
  return [params.get(key) ?? fallback, set];
}
