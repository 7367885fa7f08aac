import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));

const importing = (path: string): string =>
  `import { it } from '${path}';\nexport const same = it;`;

const refused = [
  ['shared/domain/kpi', importing('node:fs')],
  ['shared/domain/kpi', importing('@aws-sdk/client-dynamodb')],
  ['shared/domain/kpi', importing('@aws-lambda-powertools/logger')],
  ['shared/domain/kpi', importing('#shared/store/ports.ts')],
  ['shared/domain/kpi', importing('../../store/ports.ts')],
  ['shared/domain/kpi', importing('#functions/track/track-events.ts')],
  ['shared/domain/kpi', 'export const now = Date.now();'],
  ['shared/domain/kpi', 'export const now = new Date();'],
  ['shared/domain/kpi', 'export const dice = Math.random();'],
  ['shared/domain/kpi', "export const answer = fetch('https://example.com');"],
  ['shared/domain/kpi', 'export const pid = process.pid;'],
  ['shared/domain/kpi', 'export const timer = setTimeout(() => {}, 5);'],
  ['shared/pipeline', importing('#functions/track/track-events.ts')],
  ['shared/pipeline', importing('../../functions/track/track-events.ts')],
  ['shared/pipeline', importing('#infra/topology.ts')],
  ['shared/pipeline', importing('@aws-sdk/client-dynamodb')],
  ['shared/pipeline', "export const zone = process.env['TZ'];"],
  ['shared/store', importing('#local/inbox.ts')],
  ['functions/track', importing('#functions/dawn/run-dawn.ts')],
  ['functions/track', importing('../dawn/run-dawn.ts')],
  ['functions/track', importing('#local/inbox.ts')],
  ['functions/track', importing('../../local/inbox.ts')],
  ['functions/track', importing('@aws-sdk/client-dynamodb')],
  ['functions/track', "export const zone = process.env['TZ'];"],
] as const;

const allowed = [
  ['shared/domain/kpi', importing('zod')],
  ['shared/domain/kpi', importing('#shared/contracts/outbound.ts')],
  ['shared/domain/kpi', importing('../time/calendar.ts')],
  ['shared/domain/kpi', 'export const day = new Date(0);'],
  ['shared/pipeline', importing('#shared/store/ports.ts')],
  ['shared/store', importing('@aws-sdk/client-dynamodb')],
  ['functions/track', importing('./track-events.ts')],
  ['functions/track', importing('#shared/store/ports.ts')],
  ['cli', importing('#functions/report/write-report.ts')],
  ['cli', "export const zone = process.env['TZ'];"],
] as const;

/** A project of nothing but the cases, under the real configuration. */
const project = mkdtempSync(join(tmpdir(), 'boundaries-'));
const pathOf = (folder: string, verdict: string, index: number): string =>
  `${folder}/${verdict}-${index}.ts`;

const cases = [
  ...refused.map(([folder, code], index) => [pathOf(folder, 'refused', index), code] as const),
  ...allowed.map(([folder, code], index) => [pathOf(folder, 'allowed', index), code] as const),
];
const report = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), location: z.object({ path: z.string() }) }),
  ),
});
let faulty: Set<string>;

beforeAll(() => {
  const settings = z
    .looseObject({ vcs: z.looseObject({ enabled: z.boolean() }) })
    .parse(JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')));
  const noGit = { ...settings, vcs: { ...settings.vcs, enabled: false } };
  writeFileSync(join(project, 'biome.json'), JSON.stringify(noGit));
  cpSync(join(root, '.biome'), join(project, '.biome'), { recursive: true });
  for (const [path, code] of cases) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), `${code}\n`);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  const { diagnostics } = report.parse(JSON.parse(stdout));
  faulty = new Set(diagnostics.map(({ location }) => location.path));
});

afterAll(() => rmSync(project, { recursive: true }));

it.each(refused.map(([folder, code], index) => [folder, code, index] as const))(
  'the linter refuses in %s: %s',
  (folder, _code, index) => {
    expect(faulty).toContain(pathOf(folder, 'refused', index));
  },
);

it.each(allowed.map(([folder, code], index) => [folder, code, index] as const))(
  'the linter allows in %s: %s',
  (folder, _code, index) => {
    expect(faulty).not.toContain(pathOf(folder, 'allowed', index));
  },
);
