import { describe, expect, test } from 'vitest';
import { besidePeers } from '#bench/models/beside-peers.ts';
import { partJson } from '#bench/models/file/file-report.ts';
import { markdownReport, withFigures } from '#bench/models/report/markdown-report.ts';
import { textReport } from '#bench/models/report/text-report.ts';
import type { Found } from '#bench/models/result.ts';

const found: Found = {
  protocol: 'cdnow-full',
  title: 'CDNOW',
  seconds: 3,
  parts: [
    {
      title: 'buys in 13 weeks',
      kind: 'probability',
      horizonDays: 91,
      beside: '13 weeks',
      rows: 200,
      positives: 30,
      evidence: { none: 0.25, thin: 0.5, enough: 0.25 },
      inPercent: 0.4,
      methods: [
        {
          method: 'this product',
          speaker: 'ours',
          figures: { auc: 0.84051, brier: 0.09 },
          spread: { auc: { sd: 0.01, low: 0.82, high: 0.86 } },
        },
        { method: 'recency', speaker: 'plain', figures: { auc: 0.828 } },
      ],
    },
    {
      title: 'buys in 13 weeks',
      kind: 'words',
      rows: 90,
      methods: [
        {
          method: 'likely',
          speaker: 'ours',
          figures: { n: 90, from: 0.66, to: 0.9, foreseen: 0.7512, happened: 0.7689 },
        },
      ],
    },
    {
      title: 'time',
      kind: 'time',
      rows: 1,
      methods: [
        {
          method: 'fit of the customer model, CDNOW full',
          speaker: 'ours',
          figures: { seconds: 0.1 },
        },
      ],
    },
  ],
  targets: [
    { what: 'AUC', value: 0.8405, better: 'higher', reach: 0.8397, aim: 0.85 },
    {
      what: 'forward, calibration error',
      value: 0.05,
      better: 'lower',
      reach: 0.02,
      aim: 0.01,
      byChance: { mean: 0.0062, most: 0.0101 },
      corrected: 0.0491,
      apart: 'others saw more',
    },
    {
      what: 'few rows, calibration error',
      value: 0.03,
      better: 'lower',
      reach: 0.02,
      aim: 0.01,
      byChance: { mean: 0.02, most: 0.031 },
      corrected: 0.014,
    },
    {
      what: 'half, calibration error',
      value: 0.015,
      better: 'lower',
      reach: 0.02,
      aim: 0.01,
      share: 0.4,
    },
    {
      what: 'words alone, calibration error',
      value: undefined,
      better: 'lower',
      reach: 0.02,
      aim: 0.01,
      asNumber: 0.0485,
    },
  ],
  checks: [{ what: 'rows', expected: 200, found: 199, tolerance: 0 }],
  notes: ['a note'],
};
const peers = {
  versions: { python: '3.11' },
  results: [
    {
      protocol: 'cdnow-full',
      part: '13 weeks',
      method: 'xgboost',
      fitSeconds: 5,
      figures: { auc: 0.837 },
    },
    {
      protocol: 'cdnow-full',
      part: 'purchases',
      method: 'BG/NBD, lifetimes',
      fitSeconds: 0.4,
      figures: { rmse: 1.73 },
    },
  ],
};

describe('the report of the models', () => {
  test('says for whom each figure speaks, with its spread, and what is missed', () => {
    const text = textReport([found]);
    expect(text).toMatch(/this product +ours +0\.8405 ± 0\.0196 +0\.0900/);
    expect(text).toMatch(/recency +plain rule +0\.8280/);
    expect(text).toContain('200 rows, happened in 15.00 %; evidence none 25.0 %');
    expect(text).toContain('NOT THE SAME SPLIT: rows 199, expected 200');
    expect(text).toMatch(/AUC +0\.8405 +≥ 0\.8397 +≥ 0\.85 +reached/);
    expect(text).toMatch(
      /forward, calibration error +0\.05 .* 0\.0062 +0\.0101 +0\.0491 +MISSED, not judged: others saw more/,
    );
    expect(text).toMatch(/few rows, calibration error .* 0\.031 +0\.014 +MISSED, within chance/);
    expect(text).toMatch(/half, calibration error +0\.015 .* reached, 40\.0 % of what is shown/);
    expect(text).toMatch(/words alone, calibration error +\(0\.0485\) .* no number is shown/);
    expect(text).toContain('told in percent 40.0 %');
    expect(text).toMatch(/told in words: 90 rows\nword +n +from +to +foreseen +happened\n/);
    expect(text).toMatch(/likely +90 +0\.66 +0\.90 +0\.7512 +0\.7689/);
  });

  test('has the models of Python in the tables they belong to, and the time as a share of theirs', () => {
    const [one] = besidePeers([found], peers);
    expect(one?.parts[0]?.methods.at(-1)).toEqual({
      method: 'xgboost',
      speaker: 'peer',
      figures: { auc: 0.837, fitSeconds: 5 },
    });
    expect(one?.targets.at(-1)).toMatchObject({ value: 0.25, better: 'lower', isTime: true });
    expect(besidePeers([found], undefined)).toEqual([found]);
  });

  test('is written between the markers of a document and nowhere else', () => {
    const document = [
      '# Models',
      '<!-- figures: written by npm run bench:models -- --markdown -->',
      'written before',
      '<!-- end of figures -->',
      'after',
    ].join('\n');
    const written = withFigures(document, markdownReport([found], 'a machine', '2026-01-01'));
    expect(written).toMatch(/^# Models\n/);
    expect(written).toMatch(/<!-- end of figures -->\nafter$/);
    expect(written).not.toContain('written before');
    expect(written).toContain('| this product | ours | 0.8405 ± 0.0196 | 0.0900 |');
    expect(withFigures(written, 'new')).not.toContain('this product');
    expect(() => withFigures('# Models', 'x')).toThrow('must have the lines');
  });

  test('is JSON of a file by horizon, ours beside every plain rule', () => {
    const [part] = found.parts;
    if (part === undefined) throw new Error('expected a part');
    expect(partJson(part)).toMatchObject({
      horizonDays: 91,
      n: 200,
      positives: 30,
      baseRate: 0.15,
      inPercent: 0.4,
      ours: { auc: 0.84051 },
      plain: { recency: { auc: 0.828 } },
    });
    expect(partJson({ ...part, kind: 'dates' })).toMatchObject({ n: 200, censored: 170 });
  });
});
