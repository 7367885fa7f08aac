import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';

/** A file with these lines in a new folder; gzip when the name ends in `.gz`. */
export function fileOf(name: string, lines: readonly string[]): string {
  const file = join(temporaryFolder('beforehand-models'), name);
  const text = `${lines.join('\n')}\n`;
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}
