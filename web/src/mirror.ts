/** Underlines words in a textarea: a see-through copy of its text lies exactly over it, and only its marks show. */

import { make } from './dom.js';
import { shifted, type Mark } from './marks.js';

/** What decides where a letter falls. */
const METRICS = [
  'direction',
  'font-family',
  'font-feature-settings',
  'font-kerning',
  'font-size',
  'font-size-adjust',
  'font-stretch',
  'font-style',
  'font-variant',
  'font-variation-settings',
  'font-weight',
  'hyphens',
  'letter-spacing',
  'line-break',
  'line-height',
  'overflow-wrap',
  'padding-block-end',
  'padding-block-start',
  'padding-inline-end',
  'padding-inline-start',
  'tab-size',
  'text-align',
  'text-indent',
  'text-rendering',
  'text-transform',
  'unicode-bidi',
  'white-space',
  'word-break',
  'word-spacing',
] as const;

/** A stretch of text that looks alike: bare, or a mark of these classes. */
interface Piece {
  text: string;
  classes: string | undefined;
}

const same = (a: Piece | undefined, b: Piece | undefined): boolean => a?.text === b?.text && a?.classes === b?.classes;

export class Mirror {
  readonly element = make('div', { class: 'mirror', part: 'mirror', 'aria-hidden': 'true' });
  readonly #resized = new ResizeObserver(() => this.align());
  /** What a page may set on its field later: `dir`, `wrap`, `class`, `style`. */
  readonly #altered = new MutationObserver(() => this.align());
  #field: HTMLTextAreaElement | undefined;
  #text = '';
  #marks: Mark[] = [];
  #pieces: Piece[] = [];
  readonly #scrolled = (): void => this.#scroll();

  /** Lies over `field` from now on, or over nothing. */
  over(field: HTMLTextAreaElement | undefined): void {
    this.#field?.removeEventListener('scroll', this.#scrolled);
    this.#resized.disconnect();
    this.#altered.disconnect();
    this.#field = field;
    if (!field) return;
    this.#altered.observe(field, { attributeFilter: ['dir', 'wrap', 'class', 'style'] });
    field.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#resized.observe(field);
    this.align();
  }

  /** Shows the text as it is now, with the marks of the last verdict where they still hold. */
  type(text: string): void {
    // With dir="auto" the text itself decides.
    if (this.#field && getComputedStyle(this.#field).direction !== this.element.style.direction) this.align();
    this.draw(text, shifted(this.#marks, this.#text, text));
  }

  /** Shows the text with these marks. */
  draw(text: string, marks: Mark[]): void {
    this.#text = text;
    this.#marks = marks;
    const pieces: Piece[] = [];
    let at = 0;
    for (const { start, end, level, part } of marks) {
      if (at < start) pieces.push({ text: text.slice(at, start), classes: undefined });
      pieces.push({ text: text.slice(start, end), classes: `mark mark--${level} mark--${part}` });
      at = end;
    }
    // A last, empty line has no height of its own without a character on it.
    const rest = text.slice(at) + (text === '' || text.endsWith('\n') ? '\u200b' : '');
    if (rest !== '') pieces.push({ text: rest, classes: undefined });
    this.#put(pieces);
    this.#scroll();
  }

  /** Renews only what differs, so that a key costs the same however many marks there are. */
  #put(pieces: Piece[]): void {
    const before = this.#pieces;
    const shorter = Math.min(before.length, pieces.length);
    let head = 0;
    while (head < shorter && same(before[head], pieces[head])) head++;
    let tail = 0;
    while (tail < shorter - head && same(before.at(-1 - tail), pieces.at(-1 - tail))) tail++;
    this.#pieces = pieces;
    if (head + tail === before.length && head + tail === pieces.length) return;
    const nodes = this.element.childNodes;
    const next = nodes[before.length - tail] ?? null;
    for (let gone = before.length - tail - head; gone > 0; gone--) nodes[head]!.remove();
    const made = document.createDocumentFragment();
    for (const { text, classes } of pieces.slice(head, pieces.length - tail)) {
      made.append(classes === undefined ? text : make('mark', { class: classes }, text));
    }
    this.element.insertBefore(made, next);
  }

  /** The mark that holds a place in the text. */
  at(offset: number): Mark | undefined {
    return this.#marks.find((mark) => mark.start <= offset && offset <= mark.end);
  }

  /** Scrolls the field so that a place in the text can be seen. */
  reveal(offset: number): void {
    const field = this.#field;
    const number = this.#marks.findIndex(({ start }) => start === offset);
    const mark = this.element.querySelectorAll<HTMLElement>('mark')[number];
    if (!field || !mark) return;
    const top = mark.offsetTop;
    if (top < field.scrollTop || top + mark.offsetHeight > field.scrollTop + field.clientHeight) {
      field.scrollTop = top - field.clientHeight / 2;
    }
  }

  /** Takes over the field's place, size and type. */
  align(): void {
    const field = this.#field;
    const parent = this.element.parentElement;
    if (!field || !parent) return;
    const style = getComputedStyle(field);
    for (const property of METRICS) this.element.style.setProperty(property, style.getPropertyValue(property));
    const [outer, inner] = [parent.getBoundingClientRect(), field.getBoundingClientRect()];
    this.element.style.left = `${inner.left - outer.left + field.clientLeft}px`;
    this.element.style.top = `${inner.top - outer.top + field.clientTop}px`;
    this.element.style.width = `${field.clientWidth}px`;
    this.element.style.height = `${field.clientHeight}px`;
    this.#scroll();
  }

  #scroll(): void {
    if (!this.#field) return;
    this.element.scrollTop = this.#field.scrollTop;
    this.element.scrollLeft = this.#field.scrollLeft;
  }
}
