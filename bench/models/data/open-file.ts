import { createReadStream, existsSync } from 'node:fs';
import { type OpenText, openText } from '#shared/importing/text-lines.ts';

/** A text file, plain or gzip. @throws Error naming the file when it is not there. */
export async function openFile(file: string): Promise<OpenText> {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  return openText(createReadStream(file));
}
