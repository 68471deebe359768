// The dashboard in a real browser against a real server, as a person uses it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibility, awaitText, control, launch, open, PHONE, shoot, TOKEN } from './harness.mjs';

const VIEWS = ['market', 'alerts', 'server', 'account', 'replay'];
const DIGIT = /\d/;
let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

test('shows all of the market, and what is chosen in it', async () => {
  const { page, close } = await open(browser);
  await page.waitForFunction(
    () => [...document.querySelectorAll('.watch .price')].filter(one => /\d/.test(one.textContent)).length === 10,
  );
  for (const selector of [
    '#quote .last',
    '#quote .range',
    '#book .asks .level:last-child .price',
    '#book .bids .level:first-child .total',
    '#trades tbody tr',
    '#arbitrage tbody tr',
    '#signals tbody tr',
    '#chart .readout',
  ]) {
    await awaitText(page, selector, DIGIT);
  }
  await page.waitForFunction(() => Number(document.getElementById('chart').dataset.candles) > 0);

  await page.click('[data-symbol="ETHUSDT"]');
  await awaitText(page, '#quote', /^ETHUSDT/);
  await page.selectOption('#book select', 'beta');
  await page.waitForFunction(() =>
    /^Candles of ETHUSDT at beta/.test(document.querySelector('#chart .plot').ariaLabel),
  );
  await page.click('#chart .segments button[value="1s"]');
  await page.waitForFunction(() => Number(document.getElementById('chart').dataset.candles) > 2);
  await page.selectOption('#chart select', '300');
  for (const name of ['Bollinger', 'VWAP', 'RSI 14']) {
    await page.click(`#chart .chip:text-is("${name}")`);
  }
  assert.ok(await page.locator('#chart .lower').isVisible());
  await page.fill('#filter', 'sol');
  await page.waitForFunction(() => [...document.querySelectorAll('.watch li')].filter(one => !one.hidden).length === 1);
  await page.fill('#filter', '');

  await page.click('#chart .chip:text-is("Annotate")');
  await page.fill('#annotations [name=text]', 'the level that matters');
  await page.click('#annotations .primary');
  await page.click('#chart .u-over', { position: { x: 500, y: 80 } });
  await page.fill('#annotations [name=text]', 'here');
  await page.click('#annotations .primary');
  assert.equal(await page.locator('#annotations li').count(), 2);
  await page.reload();
  await page.click('#chart .chip:text-is("Annotate")');
  assert.equal(await page.locator('#annotations li').count(), 2, 'annotations are kept');
  await page.click('[aria-label="Remove here"]');
  assert.equal(await page.locator('#annotations li').count(), 1);
  await close();
});

test('fires alerts on prices and spreads, with a notification, once', async () => {
  const { page, close } = await open(browser, {
    hash: '#alerts',
    before: () => {
      const Real = Notification;
      globalThis.notifications = [];
      globalThis.Notification = class extends Real {
        constructor(title, options) {
          super(title, options);
          globalThis.notifications.push(options.body);
        }
      };
    },
  });
  await awaitText(page, '#alert-form select', /SOLUSDT/);
  for (const [kind, value] of [
    ['above', '1'],
    ['spread', '0'],
    ['below', '1'],
  ]) {
    await page.selectOption('#alert-form [aria-label=Symbol]', 'SOLUSDT');
    await page.selectOption('#alert-form [aria-label=Rule]', kind);
    await page.fill('#alert-value', value);
    await page.click('#alert-form .primary');
  }
  await page.waitForFunction(() => document.querySelectorAll('#fired .num').length === 4);
  await awaitText(page, '.toast', /SOLUSDT: price at or above 1\.00/);
  const told = await page.evaluate(() => globalThis.notifications);
  assert.equal(told.length, 2, told.join('\n'));
  assert.match(told.join('\n'), /spread at or above/);
  await page.reload();
  assert.deepEqual(
    await page.locator('#rules .badge').allTextContents(),
    ['Fired', 'Fired', 'Armed'],
    'rules are kept',
  );
  await page.click('#rules button:text-is("Arm again") >> nth=0');
  await page.waitForFunction(() => document.querySelectorAll('#fired li').length === 3);
  for (let left = await page.locator('#rules .badge').count(); left > 0; left--) {
    await page.click('#rules button:text-is("Remove") >> nth=0');
    await page.waitForFunction(count => document.querySelectorAll('#rules .badge').length === count, left - 1);
  }
  await close();
});

test('tells how the server is, and how late messages are', async () => {
  const { page, close } = await open(browser, { hash: '#server' });
  await awaitText(page, '#figures', /StateUp/);
  await awaitText(page, '#health tbody', /feed\.simUp/);
  await awaitText(page, '#stages tbody', /frame->written/);
  await awaitText(page, '#quantiles', /p99\d/);
  await page.selectOption('#latency select', 'wire');
  await page.waitForFunction(() =>
    /histogram of latency, [1-9]/i.test(document.getElementById('latency-plot').ariaLabel ?? ''),
  );
  await page.click('#latency button');
  await close();
});

test('shows accounts to who signs in, and to nobody else', async () => {
  const { page, faults, close } = await open(browser, { hash: '#account' });
  await page.fill('#token', 'tw_0123456789abcdef_not_a_token');
  await page.click('#sign-in .primary');
  await awaitText(page, '#refusal', /token/);
  faults.length = 0;
  await page.fill('#token', TOKEN);
  await page.click('#sign-in .primary');
  for (const panel of ['positions', 'orders', 'executions', 'balances']) {
    await awaitText(page, `#${panel} tbody`, /demo-1/);
  }
  assert.ok(!(await page.locator('#view-account').textContent()).includes('demo-2'), 'only one\u2019s own');
  assert.equal(
    await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]).includes('tw_')),
    false,
    'a token is never kept',
  );
  await page.click('#sign-out');
  await page.locator('#sign-in').waitFor();
  await page.locator('#connection.open').waitFor();
  await close();
});

test('replays the journal', async () => {
  const { page, close } = await open(browser, { hash: '#replay' });
  await page.click('#replay-begin');
  await page.locator('#replay-play:text-is("Pause")').waitFor();
  await awaitText(page, '#quote .last', DIGIT);
  await page.selectOption('.replay-bar select', '10');
  const begun = await awaitText(page, '#replay-position', /Playing \u00b7 10\u00d7/);
  // A second on, so that the beginning is told apart from it.
  await page.waitForFunction(text => document.getElementById('replay-position').textContent !== text, begun);
  await page.click('#replay-play');
  const stopped = await awaitText(page, '#replay-position', /Paused/);
  await page.focus('#replay-seek');
  await page.keyboard.press('Home');
  await page.waitForFunction(text => document.getElementById('replay-position').textContent !== text, stopped);
  await page.click('#replay-step');
  await page.click('#replay-leave');
  await page.locator('#replay-play').waitFor({ state: 'hidden' });
  await awaitText(page, '#connection .text', /Connected/);
  await close();
});

test('is used by keyboard alone', async () => {
  const { page, close } = await open(browser);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await awaitText(page, '#quote', /^BTCUSDT/);
  await page.keyboard.press('j');
  await awaitText(page, '#quote', /^ETHUSDT/);
  await page.keyboard.press('k');
  await awaitText(page, '#quote', /^BTCUSDT/);
  await page.keyboard.press('/');
  await page.keyboard.type('doge');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await awaitText(page, '#quote', /^DOGEUSDT/);
  // What is left is there in the same turn: the next key may come before the next frame.
  const left = await page.evaluate(() => {
    const filter = document.getElementById('filter');
    filter.value = 'eth';
    filter.dispatchEvent(new Event('input'));
    return [...document.querySelectorAll('.watch li:not([hidden]) button')].map(({ dataset }) => dataset.symbol);
  });
  assert.deepEqual(left, ['ETHUSDT']);
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  await awaitText(page, '#quote', /^ETHUSDT/);
  await page.focus('[data-symbol="ETHUSDT"]');
  assert.notEqual(
    await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle),
    'none',
    'focus is seen',
  );
  await page.keyboard.press('2');
  await page.locator('#view-alerts').waitFor();
  await page.focus('#alert-form select');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.locator('#rules .badge').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
  await close();
});

test('can be read by everyone: axe-core on all views, dark and light', async () => {
  for (const colorScheme of ['dark', 'light']) {
    const { page, close } = await open(browser, { colorScheme });
    await awaitText(page, '#trades tbody', DIGIT);
    for (const view of VIEWS) {
      await page.evaluate(name => {
        location.hash = name;
      }, view);
      await page.locator(`#view-${view}`).waitFor();
      assert.deepEqual(await accessibility(page), [], `${view}, ${colorScheme}`);
      await shoot(page, `desktop-${colorScheme}-${view}`);
    }
    await close();
  }
});

test('fits a phone', async () => {
  const { page, close } = await open(browser, { viewport: PHONE, colorScheme: 'light' });
  await awaitText(page, '#trades tbody', DIGIT);
  for (const view of VIEWS) {
    await page.click(`.tabs a[href="#${view}"]`);
    await page.locator(`#view-${view}`).waitFor();
    const { width, content } = await page.evaluate(() => ({
      width: innerWidth,
      content: document.documentElement.scrollWidth,
    }));
    assert.equal(content, width, `${view} is not wider than the screen`);
    assert.deepEqual(await accessibility(page), [], `${view} on a phone`);
    await shoot(page, `phone-${view}`, true);
  }
  await close();
});

test('has time for 60 frames and 1,000 updates a second', async () => {
  const { page, close } = await open(browser);
  await awaitText(page, '#trades tbody', DIGIT);
  const session = await page.context().newCDPSession(page);
  // CPU time of the page's thread, not the wall's: other programs may have the cores meanwhile.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpuMs = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1_000;
  const measured = async () => {
    const begin = await cpuMs();
    const seen = await page.evaluate(watchFrames, 4_000);
    return { ...seen, cpuMs: (await cpuMs()) - begin };
  };
  const drawn = await measured();
  // Where nothing of the market is on the page, its messages are all that costs.
  await page.evaluate(() => {
    location.hash = 'alerts';
  });
  await page.locator('#view-alerts').waitFor();
  const unseen = await measured();
  const messageMs = unseen.cpuMs / unseen.messages;
  const drawingMs = Math.max(0, drawn.cpuMs - messageMs * drawn.messages) / drawn.drawings;
  const busy = (messageMs * 1_000 + drawingMs * 60) / 1_000;
  const perSecond = (drawn.messages * 1_000) / drawn.ms;
  console.log(
    [
      `${Math.round(perSecond)} messages/s`,
      `${((drawn.ticks * 1_000) / drawn.ms).toFixed(1)} frames/s`,
      `${drawn.drawings} drawings in ${drawn.ticks} frames`,
      `${drawn.long.length} long tasks`,
      `CPU: ${(messageMs * 1_000).toFixed(0)} us a message, ${drawingMs.toFixed(2)} ms a drawing`,
      `60 frames and 1,000 updates a second are ${(busy * 100).toFixed(0)} % of a core`,
    ].join(', '),
  );
  assert.ok(drawn.messages > 1_000, `${drawn.messages} messages, so few that they show nothing`);
  assert.ok(drawn.drawings <= drawn.ticks + 1, 'never two drawings a frame');
  assert.ok(drawn.messages >= drawn.drawings * 5, 'many messages a drawing');
  assert.ok(busy < 1, `${busy} of a core`);
  await close();
});

/** What happens on the page in such a time; it runs there. */
function watchFrames(forMs) {
  return new Promise(resolve => {
    const long = [];
    const observer = new PerformanceObserver(list =>
      long.push(...list.getEntries().map(entry => Math.round(entry.duration))),
    );
    observer.observe({ type: 'longtask' });
    const { frames, store } = globalThis.tickwire;
    const before = { drawings: frames.drawings, messages: store.messages };
    const begin = performance.now();
    let ticks = 0;
    requestAnimationFrame(function tick() {
      ticks++;
      if (performance.now() - begin < forMs) {
        requestAnimationFrame(tick);
      } else {
        observer.disconnect();
        resolve({
          ticks,
          long,
          ms: performance.now() - begin,
          drawings: frames.drawings - before.drawings,
          messages: store.messages - before.messages,
        });
      }
    });
  });
}

test('reconnects when the server comes back', async () => {
  const { page, faults, close } = await open(browser);
  await awaitText(page, '#quote .last', DIGIT);
  await control('down');
  await page.locator('#connection.closed').waitFor();
  await awaitText(page, '#connection .text', /Reconnecting/);
  await control('up');
  await page.locator('#connection.open').waitFor();
  const price = await awaitText(page, '#trades tbody', DIGIT);
  await page.waitForFunction(text => document.querySelector('#trades tbody').textContent !== text, price);
  await awaitText(page, '#book .bids .level:first-child .price', DIGIT);
  const others = faults.filter(fault => !/WebSocket connection to|ERR_CONNECTION_REFUSED/.test(fault));
  faults.splice(0, faults.length, ...others);
  await close();
});

test('asks for a token where the server does', async () => {
  await control('down');
  await control('guarded');
  const { page, faults, close } = await open(browser, { hash: '#account', state: 'refused' });
  await awaitText(page, '#connection .text', /Sign-in needed/);
  await awaitText(page, '#refusal', /token/);
  await page.fill('#token', TOKEN);
  await page.click('#sign-in .primary');
  await awaitText(page, '#positions tbody', /demo-1/);
  await page.click('.tabs a[href="#market"]');
  await awaitText(page, '#book .bids .level:first-child .price', DIGIT);
  faults.splice(0, faults.length, ...faults.filter(fault => !/WebSocket|401/.test(fault)));
  await close();
  await control('down');
  await control('up');
});

test('is of use with 2,000 symbols at three venues', async () => {
  await control('down');
  await control('wide');
  const { page, close } = await open(browser);
  await awaitText(page, '#trades tbody', DIGIT);
  await awaitText(page, '#arbitrage tbody', DIGIT);
  await awaitText(page, '#book .bids .level:first-child .price', DIGIT);
  await awaitText(page, '#signals h2', /^Signals of BTCUSDT$/);
  assert.equal(await page.locator('#notice').isVisible(), false, 'nothing is refused');
  const { clipped, filled, rows } = await page.evaluate(() => {
    const table = document.querySelector('#arbitrage .scroll');
    return {
      clipped: table.scrollWidth - table.clientWidth,
      filled: document.querySelectorAll('.watch button').length,
      rows: document.querySelectorAll('.watch li').length,
    };
  });
  assert.equal(clipped, 0, 'all columns are seen');
  assert.equal(rows, 2_000);
  assert.ok(filled < 60, `${filled} rows are filled`);
  await shoot(page, 'desktop-many');

  // What comes into sight is asked for, at the list's end and by its filter, and what goes out of it is not.
  await page.evaluate(() => document.querySelector('.watch li:last-child').scrollIntoView());
  await awaitText(page, '.watch li:last-child .price', DIGIT);
  await page.fill('#filter', 'sym1234');
  await awaitText(page, '[data-row="SYM1234USDT"] .price', DIGIT);
  await page.click('[data-symbol="SYM1234USDT"]');
  await awaitText(page, '#quote', /^SYM1234USDT.*\d/);
  await page.fill('#filter', '');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await awaitText(page, '#quote', /^SYM1235USDT.*\d/);
  await page.waitForFunction(() => {
    const list = document.querySelector('.watch').getBoundingClientRect();
    const row = document.querySelector('[data-row="SYM1235USDT"]').getBoundingClientRect();
    return row.top >= list.top && row.bottom <= list.bottom + 1;
  });

  const seen = await page.evaluate(watchFrames, 2_000);
  const symbols = await page.evaluate(() => globalThis.tickwire.store.prices.size);
  console.log(`2,000 symbols: ${seen.messages} messages, ${seen.drawings} drawings in ${Math.round(seen.ms)} ms`);
  assert.ok(symbols < 200, `prices of ${symbols} symbols came`);
  await close();
  await control('down');
  await control('up');
});

test('goes back in the chart, and stands still there', async () => {
  const { page, close } = await open(browser);
  const first = () => page.evaluate(() => Number(document.getElementById('chart').dataset.first));
  await page.click('#chart .segments button[value="1s"]');
  await page.selectOption('#chart select', '60');
  await page.click('#chart .chip:text-is("Older"):enabled');
  await page.click('#chart .chip:text-is("Newer"):enabled');
  await page.locator('#chart .plot').first().hover();
  await page.mouse.wheel(0, -100);
  await page.waitForSelector('#chart .chip:text-is("Newer"):enabled');
  const before = await first();
  await page.click('#chart .chip:text-is("Newer"):enabled');
  await page.waitForSelector('#chart .chip:text-is("Newer"):disabled');
  assert.ok((await first()) > before, 'the newest are shown again');
  await close();
});

test('shows a stopped feed as stale', async () => {
  const { page, close } = await open(browser);
  await awaitText(page, '#book .bids .level:first-child .price', DIGIT);
  await control('pause');
  await awaitText(page, '#connection .text', /Feed stopped/);
  await control('resume');
  await awaitText(page, '#connection .text', /Connected/);
  await control('stop');
  await awaitText(page, '.watch .state', /^stale$/);
  await awaitText(page, '#book .book-state', /Stale: disconnected/);
  await shoot(page, 'desktop-stale');
  await close();
});
