/** Style sheets of the element: NL Design System components (Utrecht), then what only this element has. */

import alert from '@utrecht/alert-css/dist/index.min.css?inline';
import button from '@utrecht/button-css/dist/index.min.css?inline';
import checkbox from '@utrecht/checkbox-css/dist/index.min.css?inline';
import fieldset from '@utrecht/form-fieldset-css/dist/index.min.css?inline';
import label from '@utrecht/form-label-css/dist/index.min.css?inline';
import select from '@utrecht/select-css/dist/index.min.css?inline';
import textarea from '@utrecht/textarea-css/dist/index.min.css?inline';
import textbox from '@utrecht/textbox-css/dist/index.min.css?inline';
import element from './element.css?inline';
import theme from './theme.css?inline';

let made: CSSStyleSheet[] | undefined;

/** Made once, shared by all elements of a page. Constructed sheets pass a content-security policy without inline styles. */
export function sheets(): CSSStyleSheet[] {
  made ??= [theme, alert, button, checkbox, fieldset, label, select, textarea, textbox, element].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  return made;
}
