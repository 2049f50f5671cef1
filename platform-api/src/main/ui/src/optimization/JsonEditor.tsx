import { useRef, type KeyboardEvent } from 'react';
import type { FieldError } from '../api/types';
import { Button, Panel } from '../design/parts';
import { print, type Draft } from './draft';

interface JsonEditorProps {
  draft: Draft;
  errors: readonly FieldError[];
}

/** The same document as text. */
export function JsonEditor({ draft, errors }: JsonEditorProps) {
  const kind = draft.searchable ? 'optimization' : 'backtest';
  const area = useRef<HTMLTextAreaElement>(null);
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Escape, then Tab leaves the field; Tab alone indents.
    if (event.key === 'Tab' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      const element = event.currentTarget;
      const { selectionStart: from, selectionEnd: to, value } = element;
      draft.setText(`${value.slice(0, from)}  ${value.slice(to)}`);
      requestAnimationFrame(() => area.current?.setSelectionRange(from + 2, from + 2));
    } else if (event.key === 'Escape') {
      event.currentTarget.blur();
    }
  };
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([draft.text], { type: 'application/json' }));
    link.download = `${kind}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Panel
      title={`${kind}/v1`}
      note="The form and this text are one document"
      actions={
        <>
          <Button small onClick={() => draft.setText(print(JSON.parse(draft.text)))} disabled={Boolean(draft.problem)}>
            Tidy
          </Button>
          <Button small onClick={() => void navigator.clipboard.writeText(draft.text)}>
            Copy
          </Button>
          <Button small onClick={save}>
            Save as file
          </Button>
        </>
      }
    >
      <textarea
        ref={area}
        className="input mono json-editor"
        aria-label={`${kind === 'backtest' ? 'Backtest' : 'Optimization'} document as JSON. Escape leaves the field.`}
        aria-invalid={Boolean(draft.problem) || errors.length > 0 || undefined}
        spellCheck={false}
        value={draft.text}
        rows={Math.max(24, Math.min(46, draft.text.split('\n').length + 1))}
        onChange={(event) => draft.setText(event.target.value)}
        onKeyDown={keys}
      />
      {draft.problem && <p className="field-error">{draft.problem}</p>}
    </Panel>
  );
}
