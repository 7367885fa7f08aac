import { describe, expect, it } from 'vitest';
import { inboundNames } from '#shared/contracts/event-names.ts';
import { inboundExamples } from '#shared/contracts/inbound-examples.ts';
import { kpisReported, outboundEvent, outboundProperties } from '#shared/contracts/outbound.ts';
import { kpisReportedExample, outboundExamples } from '#shared/contracts/outbound-examples.ts';
import { parseEvent } from '#shared/contracts/parse-event.ts';
import { likelihoodOf } from '#shared/domain/forecasting/likelihood.ts';

const NOW_MS = Date.parse('2028-01-01T00:00:00Z');

describe('the examples', () => {
  it('hold every event that enters, and each is taken unchanged', () => {
    expect(Object.keys(inboundExamples)).toEqual(inboundNames);
    for (const event of Object.values(inboundExamples)) {
      expect(parseEvent(event, NOW_MS)).toEqual({ kind: 'event', event });
    }
  });

  it('hold every event that leaves, and each is of its schema', () => {
    expect(Object.keys(outboundExamples)).toEqual(Object.keys(outboundProperties));
    for (const event of Object.values(outboundExamples)) {
      expect(outboundEvent.parse(event)).toEqual(event);
    }
    expect(kpisReported.parse(kpisReportedExample)).toEqual(kpisReportedExample);
  });

  it('say of a risk how people are told of it and for which days, and stay of their schema where nothing says so', () => {
    const { properties } = outboundExamples['Customer Lost'];
    expect(properties).toMatchObject({ probability: null, toldIn: 'words', horizonDays: 90 });
    expect(properties.likelihood).toEqual(likelihoodOf(0.96));
    const { toldIn: _told, likelihood: _word, horizonDays: _days, ...rest } = properties;
    const before = { ...rest, probability: 0.96 };
    expect(outboundProperties['Customer Lost'].parse(before)).toEqual(before);
    for (const wrong of [
      { toldIn: 'stars' },
      { probability: 1.2 },
      { likelihood: { word: 'perhaps', from: 0, to: 1 } },
      { horizonDays: 0 },
      { horizonDays: 1.5 },
    ]) {
      const read = outboundProperties['Customer Lost'].safeParse({ ...before, ...wrong });
      expect(read.success).toBe(false);
    }
  });
});
