import { escapeHtml } from '#shared/templates/escape-html.ts';

/** Markup that is safe to put into a page. Only `html` and `raw` make it. */
export type Html = { readonly markup: string };

/** What may stand in a template: text and numbers are escaped, markup is taken as it is. */
type Part = Html | string | number | undefined | readonly Part[];

/** Markup in which everything put in is escaped, but what was made by `html` itself. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: texts.reduce((markup, text, at) => markup + shown(parts[at - 1]) + text),
});

/** Markup of our own that holds nothing from outside: a style sheet. */
export const raw = (markup: string): Html => ({ markup });

function shown(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(shown).join('');
}
