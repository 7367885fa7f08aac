import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const secrets = z.strictObject({
  link: z.string().min(16),
  intake: z.string().startsWith('whsec_'),
  webhook: z.string().startsWith('whsec_'),
});
export type Secrets = z.infer<typeof secrets>;

/** The data folder's own secrets, made on first use and readable by its owner alone. */
export async function secretsOf(dataDir: string | 'memory'): Promise<Secrets> {
  if (dataDir === 'memory') return newSecrets();
  const path = join(dataDir, 'secrets.json');
  const made = newSecrets();
  try {
    await writeFile(path, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return parsed(await readFile(path, 'utf8'), path);
  }
}

function parsed(text: string, path: string): Secrets {
  try {
    return secrets.parse(JSON.parse(text));
  } catch {
    /* No cause: it would quote the text. */
    throw new Error(`${path} holds no secrets; remove it, and links sent so far stop working`);
  }
}

const newSecrets = (): Secrets => ({
  link: randomBytes(32).toString('hex'),
  intake: `whsec_${randomBytes(24).toString('base64')}`,
  webhook: `whsec_${randomBytes(24).toString('base64')}`,
});
