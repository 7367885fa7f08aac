import { expect, it } from 'vitest';
import { definitions } from '#shared/domain/kpi/definitions.ts';
import { effectDefinitions } from '#shared/domain/kpi/effect-definitions.ts';
import { isKpiPageFresh, renderKpiPage } from '../../../../docs/generate-kpis.ts';

it('has a page in docs that is what the definitions give', () => {
  expect(isKpiPageFresh(), 'run: node docs/generate-kpis.ts').toBe(true);
});

it('describes every KPI once', () => {
  const ids = [...definitions, ...effectDefinitions].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(renderKpiPage()).toContain(`\`${id}\`. `);
});
