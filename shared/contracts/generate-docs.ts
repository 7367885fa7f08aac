import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kebabName } from './event-names.ts';
import { eventReference } from './event-reference.ts';
import { jsonSchemas } from './event-schemas.ts';

const SCHEMAS = 'schemas';

/** The generated references by their path under `docs/`. */
export function generatedDocs(): ReadonlyMap<string, string> {
  const docs = new Map([['events.md', eventReference()]]);
  for (const [name, schema] of jsonSchemas()) {
    docs.set(join(SCHEMAS, `${kebabName(name)}.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
  return docs;
}

/** What under `folder` is missing, differs from what would be generated, or is no event any more. */
export function staleDocs(folder: string): string[] {
  const docs = generatedDocs();
  const differing = [...docs].filter(([path, text]) => readOrNone(join(folder, path)) !== text);
  const orphans = schemasIn(folder).filter((path) => !docs.has(path));
  return [...differing.map(([path]) => path), ...orphans];
}

function writeDocs(folder: string): void {
  mkdirSync(join(folder, SCHEMAS), { recursive: true });
  for (const [path, text] of generatedDocs()) writeFileSync(join(folder, path), text);
}

function schemasIn(folder: string): string[] {
  try {
    return readdirSync(join(folder, SCHEMAS)).map((file) => join(SCHEMAS, file));
  } catch {
    return [];
  }
}

function readOrNone(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** `npm run docs` writes the references; `-- --check` only says what is stale, with exit code 1. */
function main(options: readonly string[]): void {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '../../docs');
  if (!options.includes('--check')) writeDocs(folder);
  const stale = staleDocs(folder);
  const told = stale.length > 0 ? `stale: ${stale.join(', ')}; run npm run docs` : 'up to date';
  process.stdout.write(`${told}\n`);
  if (stale.length > 0) process.exitCode = 1;
}

if (import.meta.main) main(process.argv.slice(2));
