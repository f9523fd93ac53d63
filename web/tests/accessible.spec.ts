/** axe-core finds nothing against WCAG 2.2 AA, in both languages and both themes, with everything unfolded. */

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import type { BezintCheck } from '../dist/bezint-check.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
};

for (const [path, scheme] of [
  ['/index.html', 'light'],
  ['/index.html', 'dark'],
  ['/en.html', 'light'],
  ['/en.html', 'dark'],
  ['/embed.html', 'light'],
] as const) {
  test(`${path}, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    // Before the page's own scripts, past its content-security policy.
    await page.addInitScript({ content: axe });
    await page.goto(path);
    const check = page.locator('bezint-check');
    await check.evaluate(
      (element: BezintCheck) =>
        new Promise<void>((resolve) => {
          element.addEventListener('assessment', ({ detail }) => {
            if (detail.findings.length >= 3) resolve();
          });
          element.value =
            'Onze minister liegt, de PVV is fascistisch en die wethouder is een klungel. Wat een kutdag. Stem woensdag op D66!';
        }),
    );
    // Unfolded, and one card marked as the one where the caret stands.
    for (const fold of await check.locator('summary').all()) await fold.click();
    await check
      .locator('button', { hasText: /Toon|Show/ })
      .first()
      .click();
    const { violations, passes } = await page.evaluate(
      (options) => (window as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(options),
      WCAG,
    );
    expect(
      violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => [target, failureSummary])]),
    ).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
  });
}
