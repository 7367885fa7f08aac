import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { settingNamesOf } from '#infra/setting-names.ts';
import { functions } from '#infra/topology.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Names of all settings that the sources of a function ask for. */
async function settingsAskedFor(name: string): Promise<Set<string>> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`functions/${name}/handler.ts`],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  const sources = await Promise.all(
    Object.keys(metafile.inputs).map((path) => readFile(`${root}${path}`, 'utf8')),
  );
  return new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/\bsetting\('([A-Z_]+)'\)/g)].map(([, asked = '']) => asked),
    ),
  );
}

test.each(functions.map((spec) => [spec.name, spec] as const))(
  '%s has every setting in its environment that its sources ask for',
  async (name, spec) => {
    const asked = await settingsAskedFor(name);
    expect(
      [...asked].filter((wanted) => !settingNamesOf(spec).some((had) => had === wanted)),
    ).toEqual([]);
  },
);
