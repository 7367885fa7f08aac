import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file with these lines in a new folder; gzip when the name ends in `.gz`. */
export function fileOf(name: string, lines: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'beforehand-models-')), name);
  const text = `${lines.join('\n')}\n`;
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}
