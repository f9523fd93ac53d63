// The corpora go through the native binary and through the browser's build: every answer must be the same, byte for
// byte, refusals included.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { initSync, Screener } from '../generated/bezint.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const MOST = 1 << 29; // bytes of output that are taken

/** A corpus line holds its label too; the contract's record is what is screened. */
const record = ({ id, text, lang, context }) => JSON.stringify({ id, text, lang, context });

const corpus = `${root}tests/corpus/`;
const posts = readdirSync(corpus, { recursive: true })
  .filter((file) => file.endsWith('.jsonl'))
  .sort()
  .flatMap((file) => readFileSync(corpus + file, 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line) => record(JSON.parse(line)));

const BAD = [
  '{"text":"x","context":{"role":"koning"}}',
  '{"id":7,"text":"x","mood":"sour"}',
  '{"id":"a","text":3}',
  '{"id":true,"text":"x"}',
  '{"id":1}',
  'no json',
];

const WHAT_TEXTS_MAY_HOLD = [
  { id: 'empty', text: '' },
  { id: 'emoji', text: '👩🏽‍🚒🇳🇱 De PVV is fascistisch 🤡🔫' },
  { id: 'combining', text: 'Cafe\u0301 e\u0301e\u0301n: wat een i\u0308dio\u0302ot, die wethouder' },
  { id: 'unpaired', text: 'zero\u200bwidth, \u202eright to left, k-u-t en f@sc1st1sch' },
  { id: 'long', text: 'Onze minister liegt en de PVV is fascistisch. '.repeat(400) },
].map(record);

function build(...args) {
  const { status, stderr } = spawnSync(process.env.CARGO ?? 'cargo', ['build', '--locked', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
}

function native(ui, lines) {
  const { stdout, stderr } = spawnSync(`${root}target/release/bezint`, ['batch', '--ui', ui, '-'], {
    input: lines.join('\n'),
    encoding: 'utf8',
    maxBuffer: MOST,
  });
  assert.equal(stderr, '');
  return stdout.split('\n').slice(0, -1);
}

let screener;
before(() => {
  build('--release', '--features', 'cli', '--target-dir', 'target');
  initSync({ module: readFileSync(new URL('../dist/bezint.wasm', import.meta.url)) });
  screener = new Screener([]);
});

for (const ui of ['nl', 'en']) {
  test(`${posts.length} posts get the same answer (${ui})`, () => {
    assert.ok(posts.length > 2000, 'the corpora are there');
    const lines = [...posts, ...WHAT_TEXTS_MAY_HOLD];
    const expected = native(ui, lines);
    assert.equal(expected.length, lines.length);
    lines.forEach((line, at) => assert.equal(screener.screen(line, ui), expected[at], line));
    assert.ok(
      expected.some((answer) => answer.includes('"level":"high"')),
      'the comparison is not of nothing',
    );
  });
}

test('bad records are refused in the same words', () => {
  const expected = native('nl', BAD).map((line) => JSON.parse(line).error);
  BAD.forEach((line, at) => assert.throws(() => screener.screen(line, 'nl'), { message: expected[at] }));
});

test('own lexicons and policies count, and mistakes in them are located', () => {
  const own = new Screener(['language = "nl"\n[[terms]]\nconcept = "leadership"\nwords = ["regenboogkamer"]\n']);
  const post = record({ text: 'Die regenboogkamer, wat een stel leugenaars' });
  assert.notEqual(own.fingerprint, screener.fingerprint);
  assert.match(own.screen(post, 'nl'), /"text":"regenboogkamer","part":"target"/);
  assert.throws(() => new Screener(['language = "nl"\n[[terms]]\nwords = 3\n']), /<lexicon 1>:\d+:\d+/);
  assert.throws(() => new Screener([], 'thresholds = 1'), /<policy>:1/);
});
