/** The element in a real browser, as a writer meets it. */

import { expect, test, type Locator, type Page } from '@playwright/test';
import type { BezintCheck } from '../dist/bezint-check.js';
import { EXAMPLES } from '../demo/examples.js';

/** The text box: the page's own where there is one. */
const box = (page: Page): Locator => page.locator('bezint-check textarea').first();
const marks = (page: Page): Locator => page.locator('bezint-check .mirror mark');
const gauge = (page: Page, name: string): Locator => page.getByRole('meter', { name });

/** Opens a page and waits until it screens; anything that the browser complains about fails the test. */
async function open(page: Page, path: string): Promise<void> {
  page.on('console', (message) => {
    if (message.type() === 'error') throw new Error(message.text());
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(path);
  await page.waitForFunction(() => document.querySelector<BezintCheck>('bezint-check')?.assessment !== undefined);
}

/** Types as a writer does, and waits for the verdict on what was typed. */
async function type(page: Page, text: string): Promise<void> {
  await box(page).pressSequentially(text);
  await settled(page);
}

/** Waits until the last screening is of the text and circumstances as they are. */
async function settled(page: Page): Promise<void> {
  await page.locator('bezint-check').evaluate(
    (check: BezintCheck) =>
      new Promise<void>((resolve) => {
        check.addEventListener('assessment', () => resolve(), { once: true });
        check.refresh();
      }),
  );
}

/** Every character of the text that is underlined, by its place as JavaScript counts. */
function underlined(page: Page): Promise<number[]> {
  return page.locator('bezint-check .mirror').evaluate((mirror) => {
    const found: number[] = [];
    let at = 0;
    for (const node of mirror.childNodes) {
      const { length } = node.textContent ?? '';
      if (node.nodeName === 'MARK') for (let unit = 0; unit < length; unit++) found.push(at + unit);
      at += length;
    }
    return found;
  });
}

/** The words that the findings quote; each lies where the assessment says, and they and nothing else are underlined. */
async function quoted(page: Page): Promise<string[]> {
  const assessment = (await page.locator('bezint-check').evaluate((check: BezintCheck) => check.assessment))!;
  const text = await box(page).inputValue();
  const spans = assessment.findings.flatMap((finding) => finding.spans);
  const expected = new Set<number>();
  for (const { utf16_start: start, utf16_end: end, text: words } of spans) {
    expect(text.slice(start, end)).toBe(words);
    for (let at = start; at < end; at++) expected.add(at);
  }
  expect(await underlined(page)).toEqual([...expected].sort((a, b) => a - b));
  return spans.map((span) => span.text);
}

/** Where a word stands, character by character. */
function places(text: string, word: string): number[] {
  return Array.from(word, (_, at) => text.indexOf(word) + at);
}

const KADER: { ui: 'nl' | 'en'; path: string; gauges: [string, string][]; marked: string[] }[] = [
  { ui: 'nl', path: '/index.html', gauges: [['Neutraliteit', 'bespreek eerst']], marked: ['PVV', 'fascistisch'] },
  { ui: 'en', path: '/en.html', gauges: [['Neutrality', 'talk first']], marked: ['PVV', 'fascist'] },
];

for (const { ui, path, gauges, marked } of KADER) {
  test(`a party called fascist, typed (${ui})`, async ({ page }) => {
    await open(page, path);
    await page.locator('bezint-check').evaluate((check: BezintCheck) => (check.context = { role: 'police' }));
    const { text } = EXAMPLES[ui][1]!;
    await type(page, text);
    for (const [name, word] of gauges)
      await expect(gauge(page, name)).toHaveAttribute('aria-valuetext', new RegExp(`^${word}`));
    expect(await quoted(page)).toEqual(expect.arrayContaining(marked));
    for (const word of marked) expect(await underlined(page)).toEqual(expect.arrayContaining(places(text, word)));
    const card = page.locator('bezint-check li[data-rule="neutrality/party-attack"]');
    await expect(card).toContainText(ui === 'nl' ? 'Advies: ' : 'Advice: ');
    await expect(card).toContainText('Kader 2');
  });
}

const OUTCOMES: Record<string, [dimension: string, level: string][]> = {
  'De politiechef over een partij': [['neutrality', 'high']],
  'De woordvoerder over een Kamerlid': [
    ['neutrality', 'high'],
    ['decency', 'medium high'],
  ],
  'De wijkagent met zijn dienstwapen': [['decency', 'high']],
  'De adviseur over een complot': [['neutrality', 'medium high']],
  'De ambtenaar over het eigen beleid': [['loyalty', 'high']],
  'Een gewone dag': [
    ['neutrality', 'none'],
    ['loyalty', 'none'],
    ['decency', 'none'],
  ],
  'Nette kritiek': [
    ['neutrality', 'none low'],
    ['loyalty', 'none low'],
    ['decency', 'none low'],
  ],
};

test('every example of the demo comes out as its case tells, typed key by key', async ({ page }) => {
  await open(page, '/index.html');
  for (const { label, text, context } of EXAMPLES.nl) {
    const check = page.locator('bezint-check');
    await check.evaluate((element: BezintCheck, known) => {
      element.value = '';
      element.context = known;
    }, context);
    await type(page, text);
    const { scores } = (await check.evaluate((element: BezintCheck) => element.assessment))!;
    for (const [dimension, levels] of OUTCOMES[label] ?? [['', 'no outcome told']]) {
      expect(levels.split(' '), `${label}: ${dimension}`).toContain(scores[dimension as 'decency']?.level);
    }
  }
});

/** How much of the ink of one picture the other does not have there: 0..1. */
function lost(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const [a, b] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
          pen.drawImage(bitmap, 0, 0);
          return pen.getImageData(0, 0, bitmap.width, bitmap.height).data;
        }),
      );
      let [ink, missing] = [0, 0];
      for (let at = 0; at < a!.length; at += 4) {
        if (a![at]! >= 128) continue;
        ink++;
        if (b![at]! - a![at]! > 96) missing++;
      }
      return missing / ink;
    },
    [one.toString('base64'), other.toString('base64')],
  );
}

/** How much of the letters of the box has no letter of the copy lying on it: seen one without the other. */
async function misplaced(page: Page): Promise<number> {
  const field = page.locator('bezint-check .field');
  const paint = (own: string, copy: string): Promise<void> =>
    field.evaluate(
      (element, [own, copy]) => {
        const area = element.querySelector('textarea')!;
        const mirror = element.querySelector<HTMLElement>('.mirror')!;
        area.style.color = own;
        mirror.style.color = copy;
        for (const mark of mirror.querySelectorAll<HTMLElement>('mark')) {
          mark.style.color = copy;
          mark.style.textDecorationLine = 'none';
        }
      },
      [own, copy] as const,
    );
  await box(page).evaluate((area: HTMLTextAreaElement) => area.blur());
  await paint('black', 'transparent');
  const own = await field.screenshot();
  await paint('transparent', 'black');
  return lost(page, own, await field.screenshot());
}

const BEFORE = {
  'emoji of several code points': '👩🏽‍🚒🇳🇱👨‍👩‍👧 ',
  'combining letters': 'Cafe\u0301 e\u0301e\u0301n nai\u0308ef A\u030angstro\u0308m ',
  'lines and tabs': 'Een.\n\n\tTwee, drie.\n',
  'a line that wraps': 'Vandaag weer een lange dag gehad op het gemeentehuis en daarna nog naar de raad. '.repeat(4),
};

for (const [what, before] of Object.entries(BEFORE)) {
  test(`marks stand at the right characters behind ${what}`, async ({ page }) => {
    await open(page, '/index.html');
    const text = `${before}De PVV is fascistisch 🤡`;
    await box(page).fill(text);
    await settled(page);
    await quoted(page);
    for (const word of ['PVV', 'fascistisch']) {
      expect(await underlined(page)).toEqual(expect.arrayContaining(places(text, word)));
    }
    expect(await underlined(page)).not.toContain(before.length - 2);
    expect(await misplaced(page)).toBeLessThan(0.02);
    // A copy that lies one pixel aside is told apart.
    await page.locator('bezint-check .mirror').evaluate((mirror: HTMLElement) => (mirror.style.translate = '1px'));
    expect(await misplaced(page)).toBeGreaterThan(0.05);
  });
}

const SET_LATER: [attribute: string, value: string, text: string][] = [
  ['dir', 'rtl', 'De PVV is fascistisch!\nEen tweede regel.'],
  ['dir', 'auto', 'مرحبا De PVV is fascistisch!\nNederlands, שלום.'],
  ['wrap', 'off', 'De PVV is fascistisch, en dan nog een hele lange regel die niet wordt afgebroken. '.repeat(2)],
  ['style', 'letter-spacing: 2px; font-family: monospace', 'De PVV is fascistisch. '.repeat(10)],
];

for (const [attribute, value, text] of SET_LATER) {
  test(`marks follow a text box whose ${attribute} is set to ${value} later`, async ({ page }) => {
    await open(page, '/index.html');
    await box(page).fill('Wat');
    await settled(page);
    await box(page).evaluate(
      (area, [name, set]) => {
        // The page's policy takes no style as an attribute.
        if (name === 'style') area.style.cssText = set;
        else area.setAttribute(name, set);
      },
      [attribute, value] as const,
    );
    await box(page).fill(text);
    await settled(page);
    await quoted(page);
    expect(await misplaced(page)).toBeLessThan(0.02);
  });
}

test('marks hide nothing where colours are forced', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, '/index.html');
  await box(page).fill('De PVV is fascistisch');
  await settled(page);
  await box(page).evaluate((area: HTMLTextAreaElement) => area.blur());
  const [field, mirror] = [page.locator('bezint-check .field'), page.locator('bezint-check .mirror')];
  const marked = await field.screenshot();
  await mirror.evaluate((element) => element.toggleAttribute('hidden', true));
  const words = await field.screenshot();
  expect(await lost(page, words, marked)).toBeLessThan(0.02);
});

test('at 320 pixels wide nothing is scrolled sideways (WCAG 1.4.10)', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await open(page, '/index.html');
  await page
    .locator('bezint-check')
    .evaluate((check: BezintCheck) => (check.context = { role: 'police', employer_visible: true }));
  await type(page, 'De PVV is fascistisch');
  for (const fold of await page.locator('bezint-check summary').all()) await fold.click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('marks scroll along', async ({ page }) => {
  await open(page, '/index.html');
  await box(page).fill(`${'Een regel.\n'.repeat(60)}De PVV is fascistisch`);
  await settled(page);
  await page.getByRole('button', { name: 'Toon in de tekst' }).first().click();
  const [mark, area] = await Promise.all([marks(page).last().boundingBox(), box(page).boundingBox()]);
  expect(mark!.y).toBeGreaterThan(area!.y);
  expect(mark!.y + mark!.height).toBeLessThan(area!.y + area!.height);
});

test('the heaviest remark comes first', async ({ page }) => {
  await open(page, '/index.html');
  await type(page, 'Wat een kutdag. De PVV is fascistisch');
  const levels = await page
    .locator('bezint-check li.card')
    .evaluateAll((cards) =>
      cards.map(({ classList }) =>
        ['none', 'low', 'medium', 'high'].findIndex((l) => classList.contains(`level--${l}`)),
      ),
    );
  expect(levels.length).toBeGreaterThan(1);
  expect(levels).toEqual([...levels].sort((a, b) => b - a));
  expect(new Set(levels).size).toBeGreaterThan(1);
});

test('a pasted book is marked throughout, and gets no more cards than a person reads', async ({ page }) => {
  await open(page, '/index.html');
  const sentence = 'De PVV is fascistisch. Wat een mooie dag. ';
  const times = 500;
  await box(page).fill(sentence.repeat(times));
  await settled(page);
  await expect(marks(page).filter({ hasText: 'fascistisch' })).toHaveCount(times);
  await expect(page.locator('bezint-check li.card')).toHaveCount(25);
  await expect(page.locator('bezint-check')).toContainText(/En nog [\d.]+, niet zwaarder dan deze/);
  // A key renews the marks around it and no others.
  const renewed = page.locator('bezint-check .mirror').evaluate(
    (mirror) =>
      new Promise<number>((resolve) => {
        let count = 0;
        const observer = new MutationObserver((changes) => {
          count += changes.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0);
        });
        observer.observe(mirror, { childList: true });
        const check = (mirror.getRootNode() as ShadowRoot).host as BezintCheck;
        check.addEventListener('assessment', () => resolve(count), { once: true });
      }),
  );
  await box(page).press('End');
  await page.keyboard.type('!');
  expect(await renewed).toBeLessThan(10);
  expect((await quoted(page)).length).toBeGreaterThan(times);
});

test('the circumstances move the score and the level, and the sum says so', async ({ page }) => {
  await open(page, '/index.html');
  await type(page, 'Wat een kutdag.');
  await page.getByText('Omstandigheden', { exact: true }).click();
  const level = (): Promise<number> =>
    page
      .locator('bezint-check .gauge[data-dimension=decency]')
      .evaluate((gauge: HTMLElement) => ['none', 'low', 'medium', 'high'].indexOf(gauge.dataset.level!));
  const unknown = await level();
  await page.getByLabel('Je functie').selectOption('politie');
  await expect.poll(level).toBeGreaterThan(unknown);
  await page.locator('bezint-check').getByText('Waarom dit weegt').first().click();
  await expect(page.getByRole('row', { name: /Je functie politie/ }).first()).toContainText(/\+\d,\d\d/);
  await page.getByLabel('Je functie').selectOption('onbekend');
  await expect.poll(level).toBe(unknown);
  await page.getByLabel('dienstwapen').check();
  await expect.poll(level).toBeGreaterThan(unknown);
  await page.getByRole('button', { name: 'Wis de omstandigheden' }).click();
  await expect.poll(level).toBe(unknown);
  await expect(page.getByLabel('dienstwapen')).not.toBeChecked();
});

test('nothing is asked of the network after loading', async ({ page, context }) => {
  await open(page, '/index.html');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await context.setOffline(true);
  await type(page, 'Onze minister liegt en de PVV is fascistisch');
  await page.getByText('Omstandigheden', { exact: true }).click();
  await page.getByLabel('Het account').selectOption('account van de organisatie');
  await page.locator('bezint-check').getByText('Waarom dit weegt').first().click();
  await page.getByRole('button', { name: 'Kopieer bericht' }).click();
  await settled(page);
  await expect(gauge(page, 'Loyaliteit')).toHaveAttribute('aria-valuetext', /^bespreek eerst/);
  expect(asked).toEqual([]);
  // And nothing is kept.
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
});

test('the policy of the page lets nothing out and nothing in', async ({ page }) => {
  await open(page, '/index.html');
  const refused = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen = new Set<string>();
        document.addEventListener('securitypolicyviolation', (event) => {
          seen.add(event.effectiveDirective);
          if (seen.size === 2) resolve([...seen].sort());
        });
        void fetch('https://example.org/').catch(() => undefined);
        const script = document.createElement('script');
        script.textContent = 'window.injected = true'; // an inline script
        document.head.append(script);
      }),
  );
  page.removeAllListeners('console');
  expect(await refused).toEqual(['connect-src', 'script-src-elem']);
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
});

test('everything can be done from the keyboard', async ({ page }) => {
  await open(page, '/index.html');
  await box(page).focus();
  await page.keyboard.type('De PVV is gewoon fascistisch');
  await settled(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Waarom dit weegt' }).first()).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(box(page)).toBeFocused();
  const selected = await box(page).evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  expect(selected).toContain('fascistisch');
  await expect(page.locator('bezint-check li.card--current').first()).toBeVisible();
  const circumstances = page.locator('bezint-check .circumstances > summary');
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('Tab');
    if (await circumstances.evaluate((summary) => summary.matches(':focus'))) break;
  }
  await expect(circumstances).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Je functie')).toBeFocused();
  await page.keyboard.press('p');
  await expect(page.getByLabel('Je functie')).toHaveValue('police');
});

test('a screen reader hears the outcome once the writer pauses', async ({ page }) => {
  await open(page, '/index.html');
  await box(page).pressSequentially('De PVV is gewoon fascistisch');
  await expect(page.locator('bezint-check').getByRole('status')).toHaveText(
    /Bespreek dit eerst.*(1 ding valt|\d+ dingen vallen) op/,
  );
  await expect(page.locator('bezint-check').getByRole('group', { name: 'Uitkomst' })).toMatchAriaSnapshot(`
    - group "Uitkomst":
      - text: Neutraliteit
      - meter "Neutraliteit"
      - text: Loyaliteit
      - meter "Loyaliteit"
      - text: Fatsoen
      - meter "Fatsoen"
  `);
  await expect(page.locator('bezint-check').getByRole('heading', { level: 3 }).first()).toBeVisible();
});

test('words that could not be judged are not called fine', async ({ page }) => {
  await open(page, '/index.html');
  await expect(page.locator('#verdict')).toHaveText('Er staat nog niets; er valt niets te beoordelen.');
  await type(page, 'Tänään oli kaunis päivä kunnantalolla');
  await expect(page.locator('#verdict')).toContainText('iets anders dan niets gevonden');
  await expect(gauge(page, 'Fatsoen')).toHaveAttribute('aria-valuetext', 'niet beoordeeld');
  await expect(page.locator('bezint-check .gauges')).not.toContainText('niets');
  await box(page).fill('Vandaag was een mooie dag op het gemeentehuis');
  await expect(gauge(page, 'Fatsoen')).toHaveAttribute('aria-valuetext', /^niets/);
});

test('nothing is called fine before it was judged, and what was typed meanwhile is judged first', async ({ page }) => {
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/index.html');
  await box(page).pressSequentially('De PVV is fascistisch');
  await expect(page.locator('#verdict')).toHaveText('De zelfcheck wordt geladen …');
  await expect(page.locator('bezint-check .gauges')).not.toContainText('niets');
  await expect(gauge(page, 'Neutraliteit')).toHaveAttribute('aria-valuetext', 'niet beoordeeld');
  go();
  await expect(gauge(page, 'Neutraliteit')).toHaveAttribute('aria-valuetext', /^bespreek eerst/);
});

test('where the screener cannot be had, the page says so and stays a text box', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/index.html');
  await expect(page.locator('bezint-check').getByRole('alert')).toContainText('De zelfcheck kon niet worden geladen');
  await box(page).pressSequentially('De PVV is fascistisch');
  await expect(box(page)).toHaveValue('De PVV is fascistisch');
  await expect(page.locator('bezint-check .gauges')).not.toContainText('niets');
});

test('the copy button copies the post', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/index.html');
  await type(page, 'Wat een mooie dag');
  await page.getByRole('button', { name: 'Kopieer bericht' }).click();
  await expect(page.locator('bezint-check').getByRole('status')).toHaveText('Gekopieerd.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Wat een mooie dag');
});

test("it wraps a page's own text box, with the page's own words and theme", async ({ page }) => {
  await open(page, '/embed.html');
  await settled(page);
  expect(await quoted(page)).toContain('regenboogkamer');
  const assessed = page.evaluate(
    () =>
      new Promise((resolve) => {
        const check = document.querySelector<BezintCheck>('bezint-check')!;
        check.addEventListener('assessment', ({ detail }) => resolve(detail.level), { once: true });
      }),
  );
  await box(page).fill('Wat een mooie dag');
  expect(await assessed).toBe('none');
});

test('a mistake in an own lexicon is told with its place', async ({ page }) => {
  await open(page, '/index.html');
  await page
    .locator('bezint-check')
    .evaluate((check: BezintCheck) => (check.lexicons = ['language = "nl"\n[[terms]]\nwords = 3\n']));
  await expect(page.locator('bezint-check').getByRole('alert')).toContainText('<lexicon 1>:3:');
});

test('several elements share one worker, and the last one ends it', async ({ page }) => {
  await open(page, '/index.html');
  expect(page.workers()).toHaveLength(1);
  await page.evaluate(() => document.querySelector('bezint-check')!.after(document.createElement('bezint-check')));
  await page.waitForFunction(() => document.querySelectorAll<BezintCheck>('bezint-check')[1]?.assessment !== undefined);
  expect(page.workers()).toHaveLength(1);
  // Moved about, it works on.
  await page.evaluate(() => document.querySelector('main')!.prepend(document.querySelector('bezint-check')!));
  await box(page).pressSequentially('De PVV is fascistisch');
  await expect(marks(page).first()).toBeAttached();
  await page.evaluate(() => document.querySelectorAll('bezint-check').forEach((check) => check.remove()));
  await expect.poll(() => page.workers().length).toBe(0);
});

test('it takes part in a form as a text box does', async ({ page }) => {
  await open(page, '/index.html');
  const sent = await page.evaluate(() => {
    const check = document.querySelector<BezintCheck>('bezint-check')!;
    const form = document.createElement('form');
    check.setAttribute('name', 'post');
    check.replaceWith(form);
    form.append(check);
    check.value = 'Wat een mooie dag';
    const before = new FormData(form).get('post');
    form.reset();
    return [before, check.value];
  });
  expect(sent).toEqual(['Wat een mooie dag', '']);
});
