import { raw } from './html.ts';

/** Light and dark by the reader's own choice; one column on a phone, two where there is room. */
export const STYLE = raw(`
:root {
  color-scheme: light dark;
  --page: #ffffff; --card: #f6f7f9; --ink: #1c2128; --muted: #565e69; --rule: #d3d8df;
  --forecast: #0b5cad; --plain: #a34a00; --good: #1a6e31; --bad: #b3261e; --bar: #a9c8ea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --card: #1d2126; --ink: #e7eaee; --muted: #a5adb8; --rule: #3a414a;
    --forecast: #6cb2ff; --plain: #f0a35e; --good: #6fcf85; --bad: #ff8f85; --bar: #2f567f;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1rem 1rem 4rem; max-width: 66rem; background: var(--page);
  color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .25rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.5rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 0 0 .25rem; }
p, ul { margin: .5rem 0; max-width: 46rem; }
ul { padding-left: 1.2rem; }
time { white-space: nowrap; }
.lead { font-size: 1.1rem; }
.muted, figcaption { color: var(--muted); font-size: .9rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.6rem, 1fr)); gap: .75rem; margin: 1rem 0; padding: 0; list-style: none; max-width: none; }
.tiles li { background: var(--card); border-radius: 8px; padding: .75rem; font-size: .9rem; line-height: 1.4; }
.tiles strong { display: block; font-size: 1.4rem; white-space: nowrap; line-height: 1.2; font-variant-numeric: tabular-nums; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); gap: 1rem; margin: 1rem 0; align-items: start; }
.card { background: var(--card); border-radius: 8px; padding: .75rem; margin: 0; min-width: 0; }
.wide { grid-column: 1 / -1; }
.verdicts { list-style: none; padding: 0; }
.verdicts li { padding: .3rem 0 .3rem 1.7rem; position: relative; }
.verdicts li::before { position: absolute; left: 0; font-weight: 700; width: 1.2rem; text-align: center; }
.verdicts .good::before { content: "✓"; color: var(--good); }
.verdicts .bad::before { content: "✗"; color: var(--bad); }
.verdicts .level::before { content: "≈"; color: var(--muted); }
.scroll { overflow-x: auto; margin: .5rem 0; }
.scroll:focus-visible { outline: 2px solid var(--forecast); }
table { position: relative; border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h4 { font-size: .9rem; font-weight: 600; margin: .75rem 0 0; }
th, td { padding: .25rem 0 .25rem .7rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th { font-weight: 600; }
thead th { white-space: normal; vertical-align: bottom; line-height: 1.25; }
tbody th { font-weight: 400; white-space: normal; min-width: 6rem; }
details { margin-top: .25rem; }
summary { cursor: pointer; color: var(--muted); font-size: .9rem; padding: .5rem 0; }
summary:focus-visible { outline: 2px solid var(--forecast); }
svg { display: block; width: 100%; height: auto; max-width: 36rem; }
svg text { fill: var(--muted); font: 11px system-ui, sans-serif; }
svg .name { fill: var(--ink); }
.axis { stroke: var(--rule); stroke-width: 1; fill: none; }
.perfect { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 2 3; fill: none; }
.line { stroke: var(--forecast); stroke-width: 2; fill: none; }
.dot { fill: var(--forecast); }
.plainline { stroke: var(--plain); stroke-width: 2; stroke-dasharray: 6 3; fill: none; }
.bar { fill: var(--bar); }
.span { stroke: var(--bar); stroke-width: 6; stroke-linecap: round; }
.made { fill: var(--muted); }
.bought { stroke: var(--good); stroke-width: 1.5; }
.sent { fill: var(--plain); }
.key { display: inline-block; width: 1.6em; margin-right: .4em; vertical-align: middle; border-top: 3px solid var(--forecast); }
.key.of-plain { border-top: 3px dashed var(--plain); }
.key.of-perfect { border-top: 2px dotted var(--muted); }
.key.of-bought { width: 0; height: 1em; border-top: 0; border-left: 3px solid var(--good); }
.key.of-span { border-top: 6px solid var(--bar); border-radius: 3px; }
.key.of-made { width: .5em; height: .5em; border: 0; border-radius: 50%; background: var(--muted); }
.key.of-expected { width: .6em; height: .6em; border: 0; border-radius: 50%; background: var(--forecast); }
.key.of-sent { width: 0; height: 0; border: .35em solid transparent; border-top: 0; border-bottom: .6em solid var(--plain); }
.keys { display: flex; flex-wrap: wrap; gap: .1rem 1rem; font-size: .85rem; color: var(--muted); margin: .25rem 0 0; padding: 0; list-style: none; }
@media print { details > * { display: block; } .card { break-inside: avoid; } }
`);
