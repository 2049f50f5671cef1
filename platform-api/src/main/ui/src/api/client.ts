import createClient from 'openapi-fetch';
import type { paths } from '#openapi';
import type { FieldError } from './types';

export const api = createClient<paths>({ baseUrl: '' });

/** What the API said no to: its own sentences, at the fields they belong to. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly errors: FieldError[],
  ) {
    super(errors.map((e) => e.message).join(' ') || `The server answered ${status}.`);
    this.name = 'ApiError';
  }
}

/** The platform did not answer at all. */
export class UnreachableError extends Error {
  constructor() {
    super('The platform does not answer. Is it running? Start it with ./candlegrid up');
    this.name = 'UnreachableError';
  }
}

/** Reads the one error shape of the API out of whatever came back. */
export function toApiError(status: number, body: unknown): ApiError {
  const errors = (body as { errors?: unknown } | null | undefined)?.errors;
  if (Array.isArray(errors)) {
    return new ApiError(
      status,
      errors.map((e: Partial<FieldError>) => ({
        path: e.path ?? '',
        value: e.value,
        code: e.code ?? 'error',
        message: e.message ?? 'no message',
      })),
    );
  }
  const message =
    status === 404
      ? 'There is nothing at this address.'
      : `The server answered ${status} without saying why. Its log has the details.`;
  return new ApiError(status, [{ path: '', code: 'http', message }]);
}

interface Call<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer of a call, or an error with the API's words. */
export async function answer<T>(call: Promise<Call<unknown>>): Promise<T> {
  let done: Call<unknown>;
  try {
    done = await call;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new UnreachableError();
  }
  if (!done.response.ok) {
    throw toApiError(done.response.status, done.error);
  }
  return done.data as T;
}

/** Posts a document exactly as written, so that what the server reads is what the person sees. */
export async function postText<T>(url: string, text: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
      ...(signal ? { signal } : {}),
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new UnreachableError();
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    throw toApiError(response.status, body);
  }
  return body as T;
}
