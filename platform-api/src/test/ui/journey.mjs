// The journey of a researcher through a running platform, in a real browser: submit an
// optimization through the form, watch its progress reach the end, open the best row and see the
// equity curve. Usage:
//   node journey.mjs BASE_URL [SCREENSHOT_DIR]
// with CHROMIUM_PATH when Chromium is not at /usr/bin/chromium, JOURNEY_INSTRUMENT (1:BTCUSDT) to
// choose what is searched, JOURNEY_SECONDS as the longest wait for the job (300), and JOURNEY_LIVE
// (1:SYNTH0000USDT) when an instrument is ingested whose chart has to move meanwhile. The platform
// needs some stored candles. Ends with 0, or tells what it expected and ends with 1.
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(
  fileURLToPath(new URL('../../main/ui/package.json', import.meta.url)),
);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [base = '', pictures = ''] = process.argv.slice(2);
if (!base) {
  console.error('Usage: node journey.mjs BASE_URL [SCREENSHOT_DIR]');
  process.exit(2);
}
const longest = 1000 * Number(process.env.JOURNEY_SECONDS ?? 300);
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const profile = mkdtempSync(join(tmpdir(), 'candlegrid-journey-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  headless: true,
  viewport: WIDE,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const page = context.pages()[0] ?? (await context.newPage());
page.setDefaultTimeout(30_000);
const complaints = [];
page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
page.on('console', (message) => {
  // A refused document is an answer, told at its field; the browser logs it all the same.
  if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
    complaints.push(`console: ${message.text()}`);
  }
});

function expect(condition, what) {
  if (!condition) {
    throw new Error(`expected ${what}`);
  }
}

async function step(name, work) {
  const start = Date.now();
  try {
    await work();
  } catch (error) {
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, 'failed.png') }).catch(() => undefined);
    }
    throw new Error(`${name}: ${error.message}`);
  }
  console.log(`ok  ${name} (${Date.now() - start} ms)`);
}

/** Pictures at both widths, and in the dark; nothing may stick out at the side. */
async function look(name) {
  for (const [label, size] of [
    ['1440', WIDE],
    ['390', PHONE],
  ]) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(350);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({
          path: join(pictures, `${name}-${label}-${colorScheme}.png`),
          fullPage: true,
        });
      }
    }
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(over <= 0, `${name} to fit ${label} px, it is ${over} px too wide`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(WIDE);
}

/** No finding of axe, in either theme. */
async function accessible(name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(250);
    // Evaluated by the driver, which the page's content policy does not bind.
    await page.evaluate(`${axe}; undefined`);
    const findings = await page.evaluate(async () => {
      const result = await window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      });
      return result.violations.map(
        (v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join('; ')})`,
      );
    });
    expect(findings.length === 0, `no axe finding on ${name} (${colorScheme}), got:\n${findings.join('\n')}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The chart of live candles stays open in a tab of its own, to see whether it moves. */
const [liveMarket, liveSymbol] = (process.env.JOURNEY_LIVE ?? '').split(':');
const livePage = liveSymbol ? await context.newPage() : null;
const newestShown = () => livePage.locator('.live-chart .legend time').first().textContent();
let firstShown = '';

try {
  if (livePage) {
    await step('live candles are shown', async () => {
      await livePage.goto(`${base}/live?market=${liveMarket}&symbol=${liveSymbol}`);
      await livePage.locator('.live-chart .legend .is-live').waitFor();
      await livePage.locator('.live-chart .legend time').first().waitFor({ timeout: 90_000 });
      firstShown = await newestShown();
      // A tab in the background paints nothing.
      await page.bringToFront();
    });
  }

  await step('market data shows what is stored', async () => {
    await page.goto(`${base}/market-data`);
    await page.getByRole('heading', { name: 'Market data' }).waitFor();
    await page.locator('.coverage tbody tr').first().waitFor();
    await page.locator('.legend span', { hasText: /^(1m|5m|15m|1h|4h|1d)$/ }).waitFor();
    await accessible('market data');
    await look('market-data');
  });

  let job = '';
  await step('a mistake is told at its field', async () => {
    await page.goto(`${base}/optimizations/new`);
    const [market, symbol] = (process.env.JOURNEY_INSTRUMENT ?? '').split(':');
    if (market && symbol) {
      await page.getByLabel('Instrument').selectOption(`${market}/${symbol}`);
    }
    await page.getByText('ready to run').waitFor();
    const fast = page.locator('[data-axis="fast.window"]');
    await fast.getByLabel('window from').fill('1');
    await fast.locator('.field-error').waitFor();
    expect(
      await page.getByRole('button', { name: 'Run optimization' }).isDisabled(),
      'the button to be off while the document is wrong',
    );
    await fast.getByLabel('window from').fill('5');
    await page.getByText('ready to run').waitFor();
    await accessible('new optimization');
    await look('new-optimization');
  });

  await step('the form and the JSON are one document', async () => {
    await page.getByRole('radio', { name: 'JSON' }).click();
    const text = page.getByRole('textbox', { name: /document as JSON/ });
    const document = JSON.parse(await text.inputValue());
    document.space['fast.window'] = { from: 5, to: 44, step: 1 };
    document.space['slow.window'] = { from: 50, to: 149, step: 1 };
    // Another range each time, so that the journey can be made again on the same platform.
    document.initial_equity = 10_000 + (Math.floor(Date.now() / 1000) % 100_000);
    await text.fill(JSON.stringify(document));
    await page.getByRole('radio', { name: 'Form' }).click();
    const fast = page.locator('[data-axis="fast.window"]');
    expect((await fast.getByLabel('window to').inputValue()) === '44', 'the form to follow the JSON');
    await page.locator('.big', { hasText: '4,000' }).waitFor();
    await page.getByText('ready to run').waitFor();
  });

  await step('submitting leads to the job', async () => {
    await page.getByRole('button', { name: 'Run optimization' }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}/);
    job = page.url();
  });

  await step('the progress reaches the end', async () => {
    await page
      .locator('.badge.state-completed, .badge.state-failed')
      .first()
      .waitFor({ timeout: longest });
    const failure = await page.locator('.note.bad').allTextContents();
    expect(failure.length === 0, `no failure, got: ${failure.join(' ')}`);
  });

  await step('the top says what it is the best of', async () => {
    await page.getByText(/Best of [\d,]+ trials/).waitFor();
    await page.locator('.top-row').first().waitFor();
    await accessible('job');
    await look('job');
    await page.getByLabel('Filter rows').fill('rank <= 3');
    await page.getByText(/^[1-3] of /).waitFor();
    expect(page.url().includes('filter='), 'the filter to be in the address');
    await page.getByLabel('Filter rows').fill('');
  });

  await step('the heat map is drawn', async () => {
    await page.getByRole('tab', { name: 'Heat map' }).click();
    await page.locator('.heat-chart canvas').first().waitFor();
    await look('heat-map');
    await page.getByRole('tab', { name: 'Top 500' }).click();
  });

  await step('the best row opens by keyboard and shows its equity curve', async () => {
    const table = page.getByRole('grid', { name: /Best trials/ });
    await table.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/trials\/\d+/);
    await page.getByRole('heading', { name: 'Rank 1' }).waitFor();
    await page.getByRole('heading', { name: 'Equity and drawdown' }).waitFor();
    await page.locator('.key.accent', { hasText: /Strategy [\d,.]+/ }).waitFor();
    await page.locator('.key.held', { hasText: /Buy and hold [\d,.]+/ }).waitFor();
    // The legend is there before the first frame is painted.
    await page.waitForFunction(
      () => {
        const canvas = [...document.querySelectorAll('.chart-host canvas')].find(
          (c) => c.width > 200 && c.height > 100,
        );
        const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
        return data !== undefined && new Set(new Uint32Array(data.buffer)).size > 8;
      },
      null,
      { timeout: longest, polling: 250 },
    );
    await accessible('result');
    await look('result');
  });

  await step('a trade can be chosen and is in the address', async () => {
    const trades = page.getByRole('grid', { name: /Trades/ });
    if ((await trades.count()) > 0) {
      await trades.getByRole('row').nth(1).click();
      await page.waitForURL(/trade=0/);
    }
  });

  await step('a candle can be inspected, bar by bar by keyboard', async () => {
    // The chosen trade has opened the inspector at its entry.
    const inspector = page.getByRole('region', { name: /Bar inspector/ });
    await inspector.getByText(/^At the (open|close): (bought|sold short)/).waitFor();
    await inspector.locator('.truth-true').first().waitFor();
    const before = new URL(page.url()).searchParams.get('bar');
    await inspector.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((old) => new URL(location.href).searchParams.get('bar') !== old, before);
    await inspector.getByText(/In a (long|short) position at the close/).waitFor();
    const link = page.url();
    await page.goto(link);
    await page.getByRole('region', { name: /Bar inspector/ }).getByText(/position at the close/).waitFor();
    await accessible('inspector');
    await look('inspector');
    await page.getByRole('button', { name: 'Close the inspector' }).click();
  });

  await step('policies and costs are computed when they come into view', async () => {
    await page.getByRole('heading', { name: 'What the costs decide' }).scrollIntoViewIfNeeded();
    await page.getByText('Break-even fee:').waitFor();
    await page.getByRole('group', { name: 'Metrics under each policy' }).waitFor();
    await page.getByRole('img', { name: 'Histogram of trade returns in percent' }).waitFor();
    await accessible('sections');
    await look('sections');
  });

  await step('two rows of the top are compared', async () => {
    await page.goto(job);
    await page.getByLabel('Mark rank 1 to compare it').click();
    await page.getByLabel('Mark rank 2 to compare it').click();
    await page.getByRole('link', { name: 'Compare the two' }).click();
    await page.waitForURL(/\/compare\?left=.*right=/);
    await page.getByRole('group', { name: 'Metrics of both sides' }).waitFor();
    await page.locator('.key.held', { hasText: /Right [\d,.]+/ }).waitFor();
    await page.getByRole('group', { name: 'Differences of the documents' }).waitFor();
    await accessible('compare');
    await look('compare');
  });

  await step('a backtest is built by the form, told its mistakes, and run', async () => {
    await page.goto(`${base}/backtests/new`);
    const [market, symbol] = (process.env.JOURNEY_INSTRUMENT ?? '').split(':');
    if (market && symbol) {
      await page.getByLabel('Instrument').selectOption(`${market}/${symbol}`);
    }
    await page.getByRole('button', { name: /RSI mean reversion/ }).click();
    await page.getByText('ready to run').waitFor();
    const stop = page.locator('[data-path="strategy.stops.take_profit_pct"]');
    await stop.getByRole('textbox').fill('-1');
    await stop.locator('.field-error').waitFor();
    await stop.getByRole('textbox').fill('3');
    await page.getByText('ready to run').waitFor();
    await accessible('new backtest');
    await look('new-backtest');
    await page.getByRole('button', { name: 'Run backtest' }).click();
    await page.waitForURL(/\/backtests\/result#doc=/);
    await page.getByRole('heading', { name: 'Equity and drawdown' }).waitFor();
    await page.getByRole('heading', { name: 'As other programs would say it' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Equity and drawdown' }).waitFor();
    await page.goto(job);
    await page.locator('.top-row').first().click({ position: { x: 300, y: 10 } });
    await page.waitForURL(/\/trials\/\d+/);
  });

  await step('any row can be the start of a new spec', async () => {
    await page.getByRole('link', { name: 'Use as new spec' }).click();
    await page.waitForURL(/optimizations\/new\?job=/);
    await page.getByText(/ready to run|need(s)? a change/).waitFor();
  });

  await step('the jobs are listed', async () => {
    await page.goto(`${base}/jobs`);
    await page.locator(`a[href="${new URL(job).pathname}"]`).waitFor();
    await accessible('jobs');
    await look('jobs');
  });

  await step('subscriptions are changed without a restart', async () => {
    await page.goto(`${base}/live?market=3`);
    await page.getByRole('radio', { name: /Bybit spot/ }).and(page.locator('[aria-checked="true"]')).waitFor();
    await page.getByLabel(/Search symbols/).fill('journeyusdt');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Remove JOURNEYUSDT' }).waitFor();
    await accessible('live');
    await look('live');
    await page.getByRole('button', { name: 'Remove JOURNEYUSDT' }).click();
    await page.getByRole('button', { name: 'Remove JOURNEYUSDT' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: /Bybit spot/ }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/market=2/);
  });

  await step('operations tell what answers, who is there and what is due', async () => {
    await page.goto(`${base}/operations`);
    await page.locator('tr', { hasText: 'postgresql' }).getByText('Answers').waitFor();
    const schedule = page.locator('.schedules tr', { hasText: 'canonical-check' });
    await schedule.getByRole('button', { name: 'Pause' }).click();
    await schedule.getByRole('button', { name: 'Resume' }).click();
    await schedule.getByRole('button', { name: 'Pause' }).waitFor();
    await schedule.getByRole('button', { name: 'History' }).click();
    await page.waitForURL(/schedule=canonical-check/);
    await page.getByText(/runs are kept/).waitFor();
    await accessible('operations');
    await look('operations');
  });

  if (livePage) {
    await step('the live chart has moved', async () => {
      await livePage.bringToFront();
      const end = Date.now() + 90_000;
      while ((await newestShown()) === firstShown && Date.now() < end) {
        await livePage.waitForTimeout(500);
      }
      expect((await newestShown()) !== firstShown, `a newer candle than that of ${firstShown}`);
    });
  }

  expect(complaints.length === 0, `a silent console, got:\n${complaints.join('\n')}`);
  console.log('The journey went well.');
} catch (error) {
  console.error(`FAILED ${error.message}`);
  complaints.forEach((line) => console.error(line));
  process.exitCode = 1;
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
