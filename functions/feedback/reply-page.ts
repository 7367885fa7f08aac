import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { escapeHtml } from '#shared/templates/escape-html.ts';
import type { Texts } from '#shared/templates/texts/texts.ts';
import { type Writer, writerOf } from '#shared/templates/write.ts';

const STYLE = [
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}',
  'h1{font-size:1.375rem}form{margin:.75rem 0}',
  'button{font:inherit;width:100%;padding:.75rem;border:2px solid #1a4d8f;border-radius:.5rem;background:#fff;color:#1a4d8f;cursor:pointer}',
  'button:focus-visible{outline:3px solid #b35900;outline-offset:2px}hr{margin:1.5rem 0}',
].join('');
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The answers a page offers and the text of each button, in the order shown. */
export const ANSWERS = {
  'still-have-plenty': 'answerPlenty',
  'remind-later': 'answerLater',
  'already-done': 'answerDone',
  'not-interested': 'answerNotInterested',
  helpful: 'answerHelpful',
} as const satisfies Readonly<Record<string, keyof Texts>>;

/** The question, one button an answer; opening the page changes nothing. */
export function askPage(locale: string): APIGatewayProxyStructuredResultV2 {
  const writer = writerOf(locale);
  const buttons = Object.entries(ANSWERS).map(([answer, key]) => button(writer, answer, key));
  return page(200, writer, [
    `<h1>${say(writer, 'pageQuestion')}</h1>`,
    ...buttons,
    '<hr>',
    `<h2>${say(writer, 'pageStopQuestion')}</h2>`,
    button(writer, 'stop', 'pageStop'),
  ]);
}

/** The link is too old for an answer; stopping is still offered. */
export function expiredPage(locale: string): APIGatewayProxyStructuredResultV2 {
  const writer = writerOf(locale);
  const body = [`<h1>${say(writer, 'pageExpired')}</h1>`, button(writer, 'stop', 'pageStop')];
  return page(410, writer, body);
}

export function thanksPage(
  locale: string,
  what: 'pageThanks' | 'pageStopped',
): APIGatewayProxyStructuredResultV2 {
  const writer = writerOf(locale);
  return page(200, writer, [`<h1 role="status">${say(writer, what)}</h1>`]);
}

export function invalidPage(locale: string): APIGatewayProxyStructuredResultV2 {
  const writer = writerOf(locale);
  return page(404, writer, [`<h1>${say(writer, 'pageInvalid')}</h1>`]);
}

const say = (writer: Writer, key: keyof Texts): string => escapeHtml(writer.write(key));

const button = (writer: Writer, answer: string, key: keyof Texts): string =>
  `<form method="post"><button name="answer" value="${answer}">${say(writer, key)}</button></form>`;

function page(
  statusCode: number,
  writer: Writer,
  body: readonly string[],
): APIGatewayProxyStructuredResultV2 {
  const head = [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title>${say(writer, 'pageTitle')}</title><style>${STYLE}</style>`,
  ];
  const lang = escapeHtml(writer.locale);
  return {
    statusCode,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    },
    body: `<!doctype html><html lang="${lang}"><head>${head.join('')}</head><body><main>${body.join('\n')}</main></body></html>`,
  };
}
