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
  'letter-spacing',
  'line-height',
  'padding-block-end',
  'padding-block-start',
  'padding-inline-end',
  'padding-inline-start',
  'tab-size',
  'text-align',
  'text-indent',
  'text-rendering',
  'text-transform',
  'word-break',
  'word-spacing',
] as const;

export class Mirror {
  readonly element = make('div', { class: 'mirror', part: 'mirror', 'aria-hidden': 'true' });
  readonly #resized = new ResizeObserver(() => this.align());
  #field: HTMLTextAreaElement | undefined;
  #text = '';
  #marks: Mark[] = [];
  readonly #scrolled = (): void => this.#scroll();

  /** Lies over `field` from now on, or over nothing. */
  over(field: HTMLTextAreaElement | undefined): void {
    this.#field?.removeEventListener('scroll', this.#scrolled);
    this.#resized.disconnect();
    this.#field = field;
    if (!field) return;
    field.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#resized.observe(field);
    this.align();
  }

  /** Shows the text as it is now, with the marks of the last verdict where they still hold. */
  type(text: string): void {
    this.draw(text, shifted(this.#marks, this.#text, text));
  }

  /** Shows the text with these marks. */
  draw(text: string, marks: Mark[]): void {
    this.#text = text;
    this.#marks = marks;
    const pieces: (Node | string)[] = [];
    let at = 0;
    for (const mark of marks) {
      pieces.push(text.slice(at, mark.start));
      const classes = `mark mark--${mark.level} mark--${mark.part}`;
      pieces.push(make('mark', { class: classes, 'data-start': mark.start }, text.slice(mark.start, mark.end)));
      at = mark.end;
    }
    // A last, empty line has no height of its own without a character on it.
    pieces.push(text.slice(at), text === '' || text.endsWith('\n') ? '\u200b' : '');
    this.element.replaceChildren(...pieces.filter((piece) => piece !== ''));
    this.#scroll();
  }

  /** The mark that holds a place in the text. */
  at(offset: number): Mark | undefined {
    return this.#marks.find((mark) => mark.start <= offset && offset <= mark.end);
  }

  /** Scrolls the field so that a place in the text can be seen. */
  reveal(offset: number): void {
    const field = this.#field;
    const mark = this.element.querySelector<HTMLElement>(`[data-start="${offset}"]`);
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
