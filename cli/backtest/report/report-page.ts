import type { ShownResult } from '#cli/backtest/show-backtest.ts';
import { exampleSection } from './example-section.ts';
import { headline } from './headline.ts';
import { html } from './html.ts';
import { kindSection } from './kind-section.ts';
import { liveSection } from './live-section.ts';
import { STYLE } from './style.ts';

/** The whole report as one page: no script, no font, no picture, nothing from a network. */
export const reportPage = (result: ShownResult): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Backtest of ${result.source}, ${result.from} to ${result.to}</title>
<style>${STYLE}</style>
</head>
<body>
${headline(result)}
<main>
${result.kinds.map(kindSection)}
${liveSection(result)}
${exampleSection(result.example)}
<section><h2>To be read with</h2><ul>${result.notes.map((note) => html`<li>${note}</li>`)}</ul></section>
</main>
</body>
</html>
`.markup;
