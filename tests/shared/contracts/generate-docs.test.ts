import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inboundNames } from '#shared/contracts/event-names.ts';
import { foreignExamples } from '#shared/contracts/foreign-examples.ts';
import { generatedDocs, staleDocs } from '#shared/contracts/generate-docs.ts';
import { parseEvent } from '#shared/contracts/parse-event.ts';

describe('the generated references', () => {
  it('are what the contracts say (else run `npm run docs`)', () => {
    expect(staleDocs('docs')).toEqual([]);
  });

  it('are called stale when missing, changed, or of an event that is no more', () => {
    const folder = mkdtempSync(join(tmpdir(), 'docs-'));
    try {
      expect(staleDocs(folder)).toHaveLength(generatedDocs().size);
      mkdirSync(join(folder, 'schemas'));
      for (const [path, text] of generatedDocs()) writeFileSync(join(folder, path), text);
      expect(staleDocs(folder)).toEqual([]);
      writeFileSync(join(folder, 'events.md'), 'edited');
      writeFileSync(join(folder, 'schemas/order-forgotten.json'), '{}');
      expect(staleDocs(folder)).toEqual(['events.md', 'schemas/order-forgotten.json']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('describe every event', () => {
    const text = generatedDocs().get('events.md') ?? '';
    for (const name of inboundNames) expect(text).toContain(`### ${name}\n`);
    expect(text).toContain('| `lines[].productId` | identifier |');
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it('show foreign forms that are really taken, and all mean the same order', () => {
    const parsed = Object.values(foreignExamples).map((example) =>
      parseEvent(example, Date.parse('2027-01-01T00:00:00Z')),
    );
    expect(parsed[0]?.kind).toBe('event');
    for (const one of parsed) expect(one).toEqual(parsed[0]);
  });
});
