import { expect, it } from 'vitest';
import { applyRiskEvent, openCase } from '#shared/domain/cases/apply-risk-event.ts';
import { supportCase } from '#shared/domain/cases/case.ts';
import { riskEvent } from '#tests/functions/alert/alert-world.ts';

const kept = applyRiskEvent(undefined, riskEvent({ type: 'Customer At Risk' }));

it('keeps what a newer version wrote into a case, also through a step of this one', () => {
  const newer = {
    ...kept,
    priority: 3,
    risk: {
      ...kept.risk,
      region: 'north',
      reasons: kept.risk.reasons.map((each) => ({ ...each, since: '2026-01-09' })),
    },
  };
  expect(supportCase.parse(newer)).toEqual(newer);
  const { priority, risk } = supportCase.parse(openCase(supportCase.parse(newer), 1));
  expect({ priority, risk }).toEqual({ priority: 3, risk: newer.risk });
});

it('refuses a risk of which a field is no longer what this version reads', () => {
  const wrong = { ...kept, risk: { ...kept.risk, horizonDays: 'a quarter' } };
  expect(supportCase.safeParse(wrong).success).toBe(false);
});
