/** Pictures for the READMEs, taken anew with BEZINT_UPDATE=1. */

import { test } from '@playwright/test';
import type { BezintCheck } from '../dist/bezint-check.js';

const WIDTH = 820;

test.skip(!process.env.BEZINT_UPDATE, 'pictures are looked at by people, not compared: fonts differ by machine');

for (const { name, path, scheme, text, unfold } of [
  {
    name: 'web-nl',
    path: '/index.html',
    scheme: 'light',
    text: 'Vandaag weer vergaderd 😴. De PVV is gewoon fascistisch.',
    unfold: ['Waarom dit weegt'],
  },
  {
    name: 'web-en-dark',
    path: '/en.html',
    scheme: 'dark',
    text: 'Our detention policy is cruel and a disgrace. The minister knows and does nothing.',
    unfold: ['Circumstances'],
  },
  { name: 'web-embed', path: '/embed.html', scheme: 'light', text: '', unfold: [] },
] as const) {
  test(`picture ${name}`, async ({ page }) => {
    await page.setViewportSize({ width: WIDTH, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(path);
    const check = page.locator('bezint-check');
    await check.evaluate(
      (element: BezintCheck, [text, role]) =>
        new Promise<void>((resolve) => {
          element.addEventListener('assessment', ({ detail }) => {
            if (detail.findings.length > 0) resolve();
          });
          if (text) {
            element.context = role === 'police' ? { role } : { policy_distance: 'own', account: 'pseudonymous' };
            element.value = text;
          } else {
            element.refresh();
          }
        }),
      [text, name === 'web-nl' ? 'police' : ''] as const,
    );
    for (const fold of unfold) await check.getByText(fold, { exact: true }).first().click();
    const target = name === 'web-embed' ? page.locator('body') : check;
    await target.screenshot({ path: `../docs/images/${name}.png` });
  });
}
