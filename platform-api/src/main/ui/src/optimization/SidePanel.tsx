import type { FieldError, Submission } from '../api/types';
import { Button, Failure, Panel } from '../design/parts';
import { bytes, count, large } from '../format/number';
import { duration } from '../format/time';
import { axesOf, combinations } from './document';
import type { Draft } from './draft';
import { normalPath, type Verdict } from './validation';

interface SidePanelProps {
  draft: Draft;
  verdict: Verdict<Submission>;
  submitting: boolean;
  failure: unknown;
  onSubmit: () => void;
  onShowJson: () => void;
}

/** What the search will cost, what is wrong with it, and the button that starts it. */
export function SidePanel({ draft, verdict, submitting, failure, onSubmit, onShowJson }: SidePanelProps) {
  const { estimate, errors, unreachable, checking } = verdict;
  const axes = axesOf(draft.document);
  const total = estimate?.combinations ?? combinations(draft.document);
  const ready = !draft.problem && errors.length === 0 && !unreachable && estimate !== null;
  return (
    <Panel className="submit-panel">
      <div className="submit figures">
        <div>
          <p className="label">Combinations</p>
          <p className="big">{count(total)}</p>
          <p className="muted small">
            {axes.length === 0 ? 'nothing is searched' : axes.map((a) => count(a.count)).join(' × ')}
          </p>
        </div>
        <dl className="submit-facts">
          <div>
            <dt>Candles each</dt>
            <dd>{count(estimate?.bars)}</dd>
          </div>
          <div>
            <dt>Bar-combinations</dt>
            <dd>{estimate ? large(estimate.bars * estimate.combinations) : '–'}</dd>
          </div>
          <div>
            <dt>Takes about</dt>
            <dd>{duration(estimate?.estimate.seconds)}</dd>
          </div>
          <div>
            <dt>Memory about</dt>
            <dd>{bytes(estimate?.estimate.bytes)}</dd>
          </div>
        </dl>
        <Button
          look="primary"
          className="submit-button"
          disabled={!ready || submitting || checking}
          onClick={onSubmit}
        >
          {submitting ? 'Submitting' : 'Run optimization'}
        </Button>
        <p className="submit-state" role="status">
          {draft.problem
            ? 'The JSON view has text that is no JSON yet.'
            : errors.length > 0
              ? `${count(errors.length)} ${errors.length === 1 ? 'thing needs' : 'things need'} a change:`
              : checking
                ? 'Checking'
                : ready
                  ? 'Checked by the platform, ready to run.'
                  : ''}
        </p>
        {unreachable && <Failure error={unreachable} />}
        {failure ? <Failure error={failure} /> : null}
        <Problems errors={errors} onShowJson={onShowJson} />
      </div>
    </Panel>
  );
}

interface ProblemsProps {
  errors: readonly FieldError[];
  onShowJson: () => void;
}

/** Everything that is wrong; each line leads to its field. */
export function Problems({ errors, onShowJson }: ProblemsProps) {
  if (errors.length === 0) {
    return null;
  }
  return (
    <ul className="problems">
      {errors.map((error) => (
        <li key={`${error.path} ${error.code} ${error.message}`}>
          <button type="button" onClick={() => (lead(error) ? undefined : onShowJson())}>
            {error.path && <code>{error.path}</code>}
            <span>{error.message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Brings the field of an error into view; false when the form has none for it. */
function lead(error: FieldError): boolean {
  const path = normalPath(error.path);
  const axis = path.startsWith('space.') ? path.slice('space.'.length) : null;
  const candidates = [...document.querySelectorAll<HTMLElement>('[data-path], [data-axis]')].filter(
    (element) => {
      const own = element.dataset.path ?? '';
      return (
        own === path ||
        (own !== '' && path.startsWith(`${own}.`)) ||
        (axis !== null &&
          element.dataset.axis !== undefined &&
          (axis === element.dataset.axis || axis.startsWith(`${element.dataset.axis}.`)))
      );
    },
  );
  const best = candidates.sort(
    (a, b) => (b.dataset.path ?? '').length - (a.dataset.path ?? '').length,
  )[0];
  if (!best) {
    return false;
  }
  best.scrollIntoView({ block: 'center', behavior: 'smooth' });
  best.querySelector<HTMLElement>('input, select, button')?.focus({ preventScroll: true });
  return true;
}
