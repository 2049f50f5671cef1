import { useCallback, useMemo, useState } from 'react';
import type { OptimizationDocument } from './document';

/** The document being written: the text is the truth, the form edits what it parses to. */
export interface Draft {
  text: string;
  document: OptimizationDocument;
  /** Why the text is no JSON; the form then shows the last good document. */
  problem: string | null;
  /** Whether parameters can be searched; a backtest has one value of each. */
  searchable: boolean;
  setText: (text: string) => void;
  setDocument: (change: (old: OptimizationDocument) => OptimizationDocument) => void;
}

export function print(document: unknown): string {
  return JSON.stringify(document, null, 2);
}

/** A document of one backtest: what a search has beside it is left out. */
export function asBacktest(document: OptimizationDocument) {
  const { strategy, range, initial_equity } = document;
  return {
    schema: 'backtest/v1' as const,
    strategy,
    range,
    ...(initial_equity === undefined ? {} : { initial_equity }),
  };
}

/** Reads a document; only an object can be shown as a form. */
export function parse(text: string): { document: OptimizationDocument } | { problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      return { problem: 'The document has to be a JSON object: { "schema": …, "strategy": … }' };
    }
    return { document: whole(value as Partial<OptimizationDocument>) };
  } catch (failure) {
    return { problem: `Not JSON yet: ${failure instanceof Error ? failure.message : 'unreadable'}` };
  }
}

/** Fills in what the form needs to draw itself, without touching what is there. */
function whole(document: Partial<OptimizationDocument>): OptimizationDocument {
  const object = (value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
  const strategy = object(document.strategy) as Partial<OptimizationDocument['strategy']>;
  const indicators = Object.fromEntries(
    Object.entries(object(strategy.indicators)).map(([id, use]) => [
      id,
      { type: '', ...(object(use) as object) },
    ]),
  );
  return {
    ...document,
    strategy: {
      ...strategy,
      instrument: { ...object(strategy.instrument) },
      indicators,
    },
    range: { ...object(document.range) },
    space: { ...object(document.space) },
  } as OptimizationDocument;
}

export function useDraft(initial: OptimizationDocument, searchable = true): Draft {
  const write = (document: OptimizationDocument) =>
    print(searchable ? document : asBacktest(document));
  // A template's axes would stand in the form of a backtest in place of its values.
  const kept = (document: OptimizationDocument) =>
    searchable ? document : { ...document, space: {} };
  const [state, setState] = useState(() => ({
    text: write(initial),
    document: kept(initial),
    problem: null as string | null,
  }));
  const setText = useCallback((text: string) => {
    const read = parse(text);
    setState((old) =>
      'document' in read
        ? { text, document: read.document, problem: null }
        : { text, document: old.document, problem: read.problem },
    );
  }, []);
  const setDocument = useCallback((change: (old: OptimizationDocument) => OptimizationDocument) => {
    setState((old) => {
      const document = kept(change(old.document));
      return { text: write(document), document, problem: null };
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a draft never changes its kind
  }, []);
  return useMemo(
    () => ({ ...state, searchable, setText, setDocument }),
    [state, searchable, setText, setDocument],
  );
}

/** The document in the address, so that a link opens the same form. */
export function encode(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  bytes.forEach((b) => (binary += String.fromCharCode(b)));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function decode(encoded: string): string | null {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** What stands before the document in the address. */
export const HASH = '#doc=';

/** The text of the document in the address, null when there is none. */
export function textInAddress(hash: string): string | null {
  return hash.startsWith(HASH) ? decode(hash.slice(HASH.length)) : null;
}

/** The document in the address, null when there is none that can be shown. */
export function documentInAddress(): OptimizationDocument | null {
  const text = textInAddress(window.location.hash);
  const read = text === null ? null : parse(text);
  return read && 'document' in read ? read.document : null;
}
