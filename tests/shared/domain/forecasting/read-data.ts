import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = resolve(import.meta.dirname, '../../../../../shared/data');

/** Whether the public development data lie beside the project. */
export const hasData = (file: string): boolean => existsSync(resolve(folder, file));

/** Rows of a gzip-compressed CSV without quotes, as records of text by column. */
export function readData(file: string): Record<string, string>[] {
  const [header = '', ...lines] = gunzipSync(readFileSync(resolve(folder, file)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}
