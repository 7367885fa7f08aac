import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  FEWEST_PER_ARM,
  MISS_PROBABILITY,
  TIGHTEST_AT,
} from '#shared/domain/kpi/confidence-sequence.ts';
import type { Description, KpiUnit } from '#shared/domain/kpi/definition.ts';
import { definitions } from '#shared/domain/kpi/definitions.ts';
import { effectDefinitions } from '#shared/domain/kpi/effect-definitions.ts';
import { windowNames } from '#shared/domain/kpi/windows.ts';

/** Where the generated page lies. */
const kpiPage = fileURLToPath(new URL('./kpis.md', import.meta.url));

const unitWords: Readonly<Record<KpiUnit, string>> = {
  share: 'share, 1 is all',
  'money-minor': 'minor units of the shop’s currency',
  minutes: 'minutes',
  days: 'days',
  score: 'score',
  customers: 'customers',
};

/** The KPI reference as Markdown. */
export const renderKpiPage = (): string => `# KPIs

Generated from \`shared/domain/kpi/\` by \`node docs/generate-kpis.ts\`; do not edit.

## Windows

- \`this-month\`: the running calendar month of the shop, as far as it has come.
- \`last-month\`: the last whole calendar month.
- \`last-12-months\`: the last twelve whole calendar months.
- \`now\`: the state on the day of the report.

A value is its numerator divided by its denominator. Without anything to divide by it is \`null\`, shown as "too early to say". Customers who asked to be erased count nowhere.

## Definitions

${definitions.map((each) => section(each, each.windows)).join('\n')}
## Effects

A fixed share of customers, drawn by a hash of their id, is the control group: the same is decided for them and nothing is sent. Each customer is one observation, because customers, not orders or messages, are drawn by lot.

The bounds \`low\` and \`high\` are an asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, Annals of Statistics 52, 2024, Theorem 2.2 and section 3): as a window fills they hold at every look with ${(1 - MISS_PROBABILITY) * 100} % confidence, so that looking daily and stopping early does no harm. They are tightest at ${TIGHTEST_AT.toLocaleString('en-US')} customers, wider than a one-look interval everywhere, and rest on a normal approximation: with fewer than ${FEWEST_PER_ARM} customers in either group, or a group in which all did the same, nothing is said. Outcomes are taken as they stand on the day of the report; those of the running month still grow. The guarantee holds for each window and KPI by itself, not for the best of many.

${effectDefinitions.map((each) => section(each, windowNames)).join('\n')}`;

/** Whether the page on disk is the one that the definitions give. */
export const isKpiPageFresh = (): boolean => readFileSync(kpiPage, 'utf8') === renderKpiPage();

const section = (kpi: Description, windows: readonly string[]): string => `### ${kpi.name}

\`${kpi.id}\`. ${kpi.meaning}

| | |
|---|---|
| numerator | ${kpi.numerator} |
| denominator | ${kpi.denominator} |
| unit | ${unitWords[kpi.unit]} |
| windows | ${windows.map((window) => `\`${window}\``).join(', ')} |
| source | ${kpi.source} |
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(kpiPage, renderKpiPage());
