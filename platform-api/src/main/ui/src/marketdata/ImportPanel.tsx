import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { answer, api, ApiError, toApiError, UnreachableError } from '../api/client';
import { importStatus, isTerminal } from '../api/queries';
import type { ImportReport, Market } from '../api/types';
import { useUrlState } from '../app/urlState';
import { Field, NumberInput, Select } from '../design/controls';
import { Icon } from '../design/Icon';
import { Button, Failure, Panel, ProgressBar, StateBadge } from '../design/parts';
import { bytes, count, progressPercent } from '../format/number';
import { minute } from '../format/time';
import { marketName } from '../optimization/DataPanel';

/** Brings data in: files of an exchange, or candles of a market made up from a seed. */
export function ImportPanel({ markets }: { markets: Market[] }) {
  const [running, setRunning] = useUrlState('import', '');
  return (
    <>
      {running && <ImportRun id={running} onClose={() => setRunning('')} />}
      <div className="bring">
        <Panel title="Bring archives" note="Candles, funding rates, mark prices: zip, csv, csv.gz">
          <Upload markets={markets} onStarted={setRunning} />
        </Panel>
        <Panel title="Make a synthetic market" note="The same seed makes the same candles">
          <Synthetic markets={markets} onStarted={setRunning} />
        </Panel>
      </div>
    </>
  );
}

const KINDS = [
  { value: 'candles', label: 'Candles' },
  { value: 'funding', label: 'Funding rates' },
  { value: 'mark', label: 'Mark prices' },
];

interface StartProps {
  markets: Market[];
  onStarted: (job: string) => void;
}

function Upload({ markets, onStarted }: StartProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [market, setMarket] = useState('');
  const [symbol, setSymbol] = useState('');
  const [kind, setKind] = useState('');
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState(0);
  const size = files.reduce((sum, f) => sum + f.size, 0);
  const upload = useMutation({
    mutationFn: () => send(files, market, symbol, kind, setSent),
    onSuccess: (job) => {
      setFiles([]);
      setSent(0);
      onStarted(job);
    },
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    setFiles([...event.dataTransfer.files]);
  };
  return (
    <div className="bring-form">
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" />
        {files.length === 0 ? (
          <span>Drop files here or</span>
        ) : (
          <span>
            {count(files.length)} {files.length === 1 ? 'file' : 'files'}, {bytes(size)}
          </span>
        )}
        <Button small onClick={() => picker.current?.click()}>
          Choose files
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept=".zip,.csv,.gz"
          aria-label="Archive files"
          onChange={(event) => setFiles([...(event.target.files ?? [])])}
        />
      </div>
      <div className="fields">
        <Field label="Market" hint="Detected from the archive where possible">
          {({ id, describedBy }) => (
            <Select
              id={id}
              describedBy={describedBy}
              value={market}
              onChange={setMarket}
              options={[
                { value: '', label: 'Detect' },
                ...markets.map((m) => ({
                  value: String(m.market_id),
                  label: marketName(markets, m.market_id),
                })),
              ]}
            />
          )}
        </Field>
        <Field label="Symbol" hint="From the file's name when empty">
          {({ id, describedBy }) => (
            <input
              id={id}
              className="input"
              aria-describedby={describedBy}
              placeholder="Detect"
              value={symbol}
              onChange={(event) => setSymbol(event.target.value.toUpperCase())}
            />
          )}
        </Field>
        <Field label="Kind" hint="Mark prices by a folder like markPriceKlines">
          {({ id, describedBy }) => (
            <Select
              id={id}
              describedBy={describedBy}
              value={kind}
              onChange={setKind}
              options={[{ value: '', label: 'Detect' }, ...KINDS]}
            />
          )}
        </Field>
      </div>
      {upload.isError && <Failure error={upload.error} />}
      {upload.isPending && (
        <ProgressBar done={sent} total={Math.max(1, size)} label="Upload" thin />
      )}
      <div>
        <Button
          look="primary"
          disabled={files.length === 0 || upload.isPending}
          onClick={() => upload.mutate()}
        >
          {upload.isPending ? `Sending ${progressPercent(sent, Math.max(1, size))}` : 'Import'}
        </Button>
      </div>
    </div>
  );
}

/** XMLHttpRequest because fetch does not tell how much of a body is sent. */
function send(
  files: File[],
  market: string,
  symbol: string,
  kind: string,
  onSent: (bytes: number) => void,
): Promise<string> {
  const form = new FormData();
  files.forEach((file) => form.append('file', file));
  if (market) {
    form.append('market_id', market);
  }
  if (symbol.trim()) {
    form.append('symbol', symbol.trim());
  }
  if (kind) {
    form.append('kind', kind);
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/imports');
    request.responseType = 'json';
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = () => reject(new UnreachableError());
    request.onload = () => {
      const body = request.response as { job?: string } | null;
      if (request.status >= 200 && request.status < 300 && body?.job) {
        resolve(body.job);
      } else {
        reject(toApiError(request.status, body));
      }
    };
    request.send(form);
  });
}

/** The API's message for one field of a form, and whatever belongs to none of its fields. */
function fieldErrors(error: unknown, fields: readonly string[]) {
  const errors = error instanceof ApiError ? error.errors : [];
  return {
    at: (field: string) => errors.find((e) => e.path === field)?.message,
    rest:
      error instanceof ApiError
        ? errors.some((e) => !fields.includes(e.path))
          ? new ApiError(error.status, errors.filter((e) => !fields.includes(e.path)))
          : null
        : error,
  };
}

const MADE = ['market_id', 'symbol', 'from', 'to', 'seed'];

function Synthetic({ markets, onStarted }: StartProps) {
  const [market, setMarket] = useState('1');
  const [symbol, setSymbol] = useState('SYNTHUSDT');
  const [from, setFrom] = useState('2024-01-01');
  const [to, setTo] = useState('2025-01-01');
  const [seed, setSeed] = useState<unknown>(42);
  const make = useMutation({
    mutationFn: () =>
      answer<{ job: string }>(
        api.POST('/api/v1/imports/synthetic', {
          body: {
            market_id: Number(market),
            symbol,
            from: `${from}T00:00:00Z`,
            to: `${to}T00:00:00Z`,
            seed: Number(seed ?? 0),
          },
        }),
      ),
    onSuccess: (started) => onStarted(started.job),
  });
  const errors = fieldErrors(make.error, MADE);
  return (
    <div className="bring-form">
      <div className="fields">
        <Field label="Market" error={errors.at('market_id')}>
          {({ id }) => (
            <Select
              id={id}
              value={market}
              onChange={setMarket}
              options={markets.map((m) => ({
                value: String(m.market_id),
                label: marketName(markets, m.market_id),
              }))}
            />
          )}
        </Field>
        <Field label="Symbol" error={errors.at('symbol')}>
          {({ id }) => (
            <input
              id={id}
              className="input"
              value={symbol}
              onChange={(event) => setSymbol(event.target.value.toUpperCase())}
            />
          )}
        </Field>
        <Field label="From" error={errors.at('from')}>
          {({ id }) => (
            <input id={id} className="input" type="date" value={from} onChange={(e) => setFrom(e.target.value)} />
          )}
        </Field>
        <Field label="To" unit="not included" error={errors.at('to')}>
          {({ id }) => (
            <input id={id} className="input" type="date" value={to} onChange={(e) => setTo(e.target.value)} />
          )}
        </Field>
        <Field label="Seed" error={errors.at('seed')}>
          {({ id }) => <NumberInput id={id} value={seed} onChange={setSeed} />}
        </Field>
      </div>
      {errors.rest ? <Failure error={errors.rest} /> : null}
      <div>
        <Button look="primary" disabled={make.isPending} onClick={() => make.mutate()}>
          {make.isPending ? 'Starting' : 'Make candles'}
        </Button>
      </div>
    </div>
  );
}

/** An import under way or done: the bar, then the report with every bad row. */
function ImportRun({ id, onClose }: { id: string; onClose: () => void }) {
  const client = useQueryClient();
  const { data, error } = useQuery(importStatus(id));
  const ended = data !== undefined && isTerminal(data.state);
  useEffect(() => {
    if (ended) {
      void client.invalidateQueries({ queryKey: ['coverage'] });
      void client.invalidateQueries({ queryKey: ['candles'] });
    }
  }, [ended, client]);
  return (
    <Panel
      title={
        <>
          Import {data && <StateBadge state={data.state} />}
        </>
      }
      actions={
        ended || error ? (
          <Button small look="quiet" icon="close" onClick={onClose}>
            Close
          </Button>
        ) : undefined
      }
    >
      {error && <Failure error={error} />}
      {data?.progress && !ended && (
        <div className="stack">
          <ProgressBar done={data.progress.done} total={data.progress.total} label="Import" />
          <p className="muted" role="status">
            {count(data.progress.done)} of {count(data.progress.total)}{' '}
            {data.progress.step ?? ''}
          </p>
        </div>
      )}
      {!data?.progress && !ended && !error && <p className="muted">Starting</p>}
      {data?.report && <Report report={data.report} />}
    </Panel>
  );
}

function Report({ report }: { report: ImportReport }) {
  const rejected = report.files.flatMap((f) => f.rejected.map((r) => ({ file: f.file, ...r })));
  return (
    <div className="stack">
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th>File</th>
              <th>Kind</th>
              <th>Instrument</th>
              <th className="num">Rows</th>
              <th className="num">Imported</th>
              <th className="num">Already there</th>
              <th className="num">Set aside</th>
              <th>From</th>
              <th>To</th>
            </tr>
          </thead>
          <tbody>
            {report.files.map((f) => (
              <tr key={f.file}>
                <td>{f.file}</td>
                <td>{KINDS.find((k) => k.value === f.kind)?.label ?? f.kind}</td>
                <td>{f.symbol ?? ''}</td>
                <td className="num">{count(f.rows)}</td>
                <td className="num">{count(f.imported)}</td>
                <td className="num">{count(f.already_there)}</td>
                <td className={f.rejected.length > 0 ? 'num pain' : 'num'}>
                  {count(f.rejected.length)}
                </td>
                <td className="nowrap">{minute(f.first)}</td>
                <td className="nowrap">{minute(f.last)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rejected.length > 0 && (
        <details>
          <summary>
            {count(rejected.length)} {rejected.length === 1 ? 'row was' : 'rows were'} set aside
          </summary>
          <ul className="rejected">
            {rejected.slice(0, 200).map((r) => (
              <li key={`${r.file}:${r.line}:${r.reason}`}>
                <code>
                  {r.file}:{r.line}
                </code>{' '}
                {r.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
