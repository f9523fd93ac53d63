/** Which pieces of a post are marked, and how they move while the writer types on. */

import { LEVELS, type Finding, type Level } from './contract.js';

/** A piece of the post, in UTF-16 code units as JavaScript counts, with the heaviest that was said of it. */
export interface Mark {
  start: number;
  end: number;
  level: Level;
  part: 'trigger' | 'target';
  /** Numbers of the findings that it belongs to. */
  findings: number[];
}

/** Cuts overlapping spans into pieces that follow one another. */
export function marksOf(findings: readonly Finding[]): Mark[] {
  const spans = findings.flatMap((finding, number) => finding.spans.map((span) => ({ span, finding, number })));
  const cuts = [...new Set(spans.flatMap(({ span }) => [span.utf16_start, span.utf16_end]))].sort((a, b) => a - b);
  const opening = spans.toSorted((a, b) => a.span.utf16_start - b.span.utf16_start);
  const marks: Mark[] = [];
  let covering: typeof spans = [];
  let opened = 0;
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [start, end] = [cuts[at]!, cuts[at + 1]!];
    while (opened < opening.length && opening[opened]!.span.utf16_start <= start) covering.push(opening[opened++]!);
    covering = covering.filter(({ span }) => span.utf16_end >= end);
    if (covering.length === 0) continue;
    const triggers = covering.filter(({ span }) => span.part === 'trigger');
    const telling = triggers.length > 0 ? triggers : covering;
    const level = telling.map(({ finding }) => finding.level).reduce(heavier);
    marks.push({
      start,
      end,
      level,
      part: triggers.length > 0 ? 'trigger' : 'target',
      findings: [...new Set(covering.map(({ number }) => number))].sort((a, b) => a - b),
    });
  }
  return marks;
}

function heavier(a: Level, b: Level): Level {
  return LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b;
}

/** Where the marks of `before` lie in `after`: those that the edit touches are gone until the next verdict. */
export function shifted(marks: readonly Mark[], before: string, after: string): Mark[] {
  if (before === after) return [...marks];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const by = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.end <= head) return [mark];
    if (mark.start >= before.length - tail) return [{ ...mark, start: mark.start + by, end: mark.end + by }];
    return [];
  });
}
