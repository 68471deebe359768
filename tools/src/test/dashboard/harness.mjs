// A browser, pages that note what goes wrong in them, and the hand on the server that the test runs against.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

export const URL_ = process.env.DASHBOARD_URL;
export const TOKEN = process.env.DASHBOARD_TOKEN;
const CONTROL = process.env.DASHBOARD_CONTROL;
const SHOTS = process.env.DASHBOARD_SHOTS;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE_MS = 60_000;
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export async function launch() {
  return chromium.launch({
    timeout: PATIENCE_MS,
    executablePath: process.env.DASHBOARD_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/** Have the server do something: restart, stop, pause, resume. */
export async function control(what) {
  const response = await fetch(`${CONTROL}/${what}`, { method: 'POST' });
  assert.equal(response.status, 200, `${what}: ${await response.text()}`);
}

/** A page that has the market; `faults` are all things that no page should see. */
export async function open(
  browser,
  { viewport = DESKTOP, colorScheme = 'dark', hash = '', before = null, state = 'open' } = {},
) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  await context.grantPermissions(['notifications'], { origin: new URL(URL_).origin });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const faults = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', error => faults.push(`error: ${error.stack}`));
  page.on('request', request => {
    if (new URL(request.url()).host !== new URL(URL_).host) {
      faults.push(`request to another host: ${request.url()}`);
    }
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', event => {
      globalThis.violations.push(
        `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  if (before) {
    await page.addInitScript(before);
  }
  await page.goto(URL_ + hash);
  await page.locator(`#connection.${state}`).waitFor();
  return {
    page,
    faults,
    async close() {
      faults.push(...(await page.evaluate(() => globalThis.violations)).map(one => `policy: ${one}`));
      await context.close();
      assert.deepEqual(faults, []);
    },
  };
}

/** Wait until an element's text is as it should be. */
export async function awaitText(page, selector, test) {
  const handle = await page.waitForFunction(
    ([css, source]) => {
      const text = document.querySelector(css)?.textContent ?? '';
      return new RegExp(source).test(text) ? text : null;
    },
    [selector, test.source],
  );
  return handle.jsonValue();
}

export async function shoot(page, name, fullPage = false) {
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage });
}

/** What axe-core finds of WCAG 2.2 A and AA. */
export async function accessibility(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
      resultTypes: ['violations'],
    }),
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1] ?? ''}`),
  );
}
