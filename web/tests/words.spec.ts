/** Whatever the lexicons may say of a post, the page has words for it; and marks are cut and moved as they should. */

import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { CHOICES, TOPICS, factorWords } from '../src/circumstance-words.js';
import type { Finding, Level } from '../src/contract.js';
import { marksOf, shifted } from '../src/marks.js';
import { sourceWords } from '../src/sources.js';

const lexicons = new URL('../../lexicons/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, lexicons), 'utf8');

test('every circumstance that the policy weighs has words in both languages', () => {
  const weights = [...read('policy.toml').matchAll(/factor = "(.+)"\nvalue = "(.+)"/g)];
  expect(weights.length).toBeGreaterThan(30);
  for (const [, factor, value] of weights) {
    for (const ui of ['nl', 'en'] as const) {
      const [name, said] = factorWords(ui, factor!, value!);
      expect(name, factor).not.toBe(factor);
      expect(said, `${factor} ${value}`).not.toContain('_');
    }
  }
  for (const { field, values } of CHOICES) {
    const weighed = weights.filter(([, factor]) => factor === field).map(([, , value]) => value);
    expect(Object.keys(values), field).toEqual(expect.arrayContaining(weighed));
  }
});

test('every source of a rule has words', () => {
  const bases = readdirSync(new URL('rules/', lexicons))
    .flatMap((file) => [...read(`rules/${file}`).matchAll(/^basis = \[(.+)\]/gm)])
    .flatMap(([, list]) => [...list!.matchAll(/"([^"]+)"/g)].map(([, basis]) => basis!));
  expect(bases.length).toBeGreaterThan(20);
  for (const basis of bases) {
    expect(sourceWords('nl', basis)).not.toBe(basis);
    expect(sourceWords('en', basis)).not.toBe(basis);
  }
});

test('every topic can be chosen', () => {
  const topics = [...read('concepts.toml').matchAll(/id = "(.+)"\nkind = "topic"/g)].map(([, id]) => id);
  expect(Object.keys(TOPICS).sort()).toEqual(topics.filter((id) => id !== 'topic').sort());
});

function finding(level: Level, ...spans: [start: number, end: number, part?: 'target'][]): Finding {
  return {
    level,
    spans: spans.map(([utf16_start, utf16_end, part = 'trigger']) => ({ utf16_start, utf16_end, part })),
  } as Finding;
}

test('overlapping spans are cut, and the heaviest shows', () => {
  const marks = marksOf([
    finding('low', [0, 10]),
    finding('high', [4, 6], [12, 14, 'target']),
    finding('low', [13, 14]),
  ]);
  expect(marks.map(({ start, end, level, part, findings }) => [start, end, level, part, findings])).toEqual([
    [0, 4, 'low', 'trigger', [0]],
    [4, 6, 'high', 'trigger', [0, 1]],
    [6, 10, 'low', 'trigger', [0]],
    [12, 13, 'high', 'target', [1]],
    [13, 14, 'low', 'trigger', [1, 2]],
  ]);
});

test('marks move with the text until the next verdict, and go where they are touched', () => {
  const marks = marksOf([finding('high', [4, 7], [11, 14])]);
  const ends = (before: string, after: string): number[][] =>
    shifted(marks, before, after).map(({ start, end }) => [start, end]);
  expect(ends('een PVV of VVD', 'een PVV en of VVD')).toEqual([
    [4, 7],
    [14, 17],
  ]);
  expect(ends('een PVV of VVD', 'PVV of VVD')).toEqual([
    [0, 3],
    [7, 10],
  ]);
  expect(ends('een PVV of VVD', 'een PxVV of VVD')).toEqual([[12, 15]]);
  expect(ends('een PVV of VVD', 'een PVV of VVD')).toEqual([
    [4, 7],
    [11, 14],
  ]);
  expect(ends('een PVV of VVD', '')).toEqual([]);
});
