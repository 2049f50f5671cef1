import type { ResultSource } from '../api/queries';
import { decode, encode } from '../optimization/draft';

/** The two sides of a comparison in the address: ?left=job/index, or #left=document. */
export interface Sides {
  left?: ResultSource | undefined;
  right?: ResultSource | undefined;
}

const NAMES = ['left', 'right'] as const;

/** The address of a comparison; a side that is not chosen yet is left out. */
export function toAddress(sides: Sides): string {
  const search = new URLSearchParams();
  const hash = new URLSearchParams();
  for (const name of NAMES) {
    const source = sides[name];
    if (source?.kind === 'trial') {
      search.set(name, `${source.job}/${source.index}`);
    } else if (source) {
      // After #, where no server has to take it.
      hash.set(name, encode(source.document));
    }
  }
  const [query, documents] = [search.toString(), hash.toString()];
  return `/compare${query && `?${query}`}${documents && `#${documents}`}`;
}

/** The sides of an address; what can't be read counts as not chosen. */
export function fromAddress(search: string, hash: string): Sides {
  const trials = new URLSearchParams(search);
  const documents = new URLSearchParams(hash.replace(/^#/, ''));
  const side = (name: string): ResultSource | undefined => {
    const [job = '', index = ''] = (trials.get(name) ?? '').split('/');
    if (/^[0-9a-f-]{36}$/.test(job) && /^\d+$/.test(index)) {
      return { kind: 'trial', job, index: Number(index) };
    }
    const document = decode(documents.get(name) ?? '');
    return document && isJson(document) ? { kind: 'backtest', document } : undefined;
  };
  return { left: side('left'), right: side('right') };
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
