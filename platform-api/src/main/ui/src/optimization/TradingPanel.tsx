import type { Market } from '../api/types';
import { Check, Select } from '../design/controls';
import { Panel } from '../design/parts';
import { fixed } from '../format/number';
import { getIn, setIn } from './document';
import type { Draft } from './draft';
import { ParameterRow } from './ParameterRow';
import { useErrorUnder } from './validation';

const STOPS = [
  { field: 'stop_loss_pct', label: 'Stop-loss', unit: '%', step: 0.5 },
  { field: 'take_profit_pct', label: 'Take-profit', unit: '%', step: 0.5 },
  { field: 'trailing_pct', label: 'Trailing stop', unit: '%', step: 0.5 },
  { field: 'max_bars', label: 'Longest holding', unit: 'bars', step: 1 },
];

const SIZINGS = [
  { value: 'percent_equity', label: 'Share of equity', field: 'percent', fieldLabel: 'Share', unit: '%', start: 100 },
  { value: 'fixed_quote', label: 'Fixed amount', field: 'amount', fieldLabel: 'Amount', unit: 'quote', start: 1000 },
  { value: 'risk_percent', label: 'Risk of equity', field: 'percent', fieldLabel: 'Risk', unit: '%', start: 1 },
];

/** Stops, size and the costs of trading. */
export function TradingPanel({ draft, market }: { draft: Draft; market: Market | undefined }) {
  const { document, setDocument } = draft;
  const sizing = getIn(document, ['strategy', 'sizing', 'type']);
  const kind = SIZINGS.find((s) => s.value === sizing) ?? SIZINGS[0]!;
  const sizingError = useErrorUnder('strategy.sizing.type');
  const lots = getIn(document, ['strategy', 'execution', 'respect_lot_size']) === true;
  return (
    <Panel title="Stops, size and costs">
      <div className="trading">
        <div>
          <h3>Stops</h3>
          {STOPS.map((s) => (
            <ParameterRow
              key={s.field}
              draft={draft}
              name={`stops.${s.field}`}
              label={s.label}
              unit={s.unit}
              step={s.step}
              placeholder="off"
              path={['strategy', 'stops', s.field]}
            />
          ))}
        </div>
        <div>
          <h3>Size</h3>
          <div className="param" data-path="strategy.sizing.type">
            <span className="param-label">Sized by</span>
            <div className="param-control across">
              <Select
                label="Sized by"
                value={kind.value}
                options={SIZINGS}
                onChange={(type) => {
                  const next = SIZINGS.find((s) => s.value === type);
                  setDocument((old) =>
                    setIn(old, ['strategy', 'sizing'], next && { type, [next.field]: next.start }),
                  );
                }}
              />
            </div>
            {sizingError && <p className="field-error">{sizingError}</p>}
          </div>
          <ParameterRow
            draft={draft}
            name={`sizing.${kind.field}`}
            label={kind.fieldLabel}
            unit={kind.unit}
            placeholder={String(kind.start)}
            path={['strategy', 'sizing', kind.field]}
          />
          {market?.type === 'futures' && (
            <ParameterRow
              draft={draft}
              name="execution.leverage"
              label="Leverage"
              placeholder="1"
              path={['strategy', 'execution', 'leverage']}
            />
          )}
          <Check
            checked={lots}
            onChange={(on) =>
              setDocument((old) =>
                setIn(old, ['strategy', 'execution', 'respect_lot_size'], on ? true : undefined),
              )
            }
          >
            Round down to the lot size of the exchange
          </Check>
        </div>
        <div>
          <h3>Execution</h3>
          <ParameterRow
            draft={draft}
            name="execution.fill"
            label="Fills at"
            path={['strategy', 'execution', 'fill']}
            choices={[
              { value: 'close', label: 'close of the signal bar' },
              { value: 'next_open', label: 'next open' },
            ]}
          />
          <ParameterRow
            draft={draft}
            name="execution.intrabar"
            label="Stop or profit"
            path={['strategy', 'execution', 'intrabar']}
            choices={[
              { value: 'pessimistic', label: 'stop first (pessimistic)' },
              { value: 'optimistic', label: 'profit first (optimistic)' },
              { value: 'path', label: 'by the bar\u2019s path' },
            ]}
          />
          <ParameterRow
            draft={draft}
            name="execution.fee_pct"
            label="Fee"
            unit="%"
            step={0.01}
            placeholder={market ? `${fixed(market.taker_fee_pct, 2)} of the market` : 'of the market'}
            path={['strategy', 'execution', 'fee_pct']}
          />
          <ParameterRow
            draft={draft}
            name="execution.maker_fee_pct"
            label="Maker fee"
            unit="%"
            step={0.01}
            placeholder={market?.type === 'futures' ? `${fixed(market.maker_fee_pct, 2)} of the market` : 'as the fee'}
            path={['strategy', 'execution', 'maker_fee_pct']}
          />
          <ParameterRow
            draft={draft}
            name="execution.slippage_pct"
            label="Slippage"
            unit="%"
            step={0.01}
            placeholder="0"
            path={['strategy', 'execution', 'slippage_pct']}
          />
        </div>
      </div>
    </Panel>
  );
}
