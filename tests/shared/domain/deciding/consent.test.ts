import { describe, expect, test } from 'vitest';
import { emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import {
  chooseChannel,
  mayContact,
  mayProfile,
  whyNoChannel,
} from '#shared/domain/deciding/consent.ts';

const reachableBy = (consents: Fold['consents'], rest: Partial<Fold> = {}): Fold => ({
  ...emptyFold(),
  reachable: ['email', 'sms'],
  consents,
  ...rest,
});

describe('consent', () => {
  test('marketing needs an explicit grant and service does not', () => {
    const silent = reachableBy({});
    expect(mayContact(silent, 'email', 'marketing')).toEqual({
      allowed: false,
      reason: 'no-consent',
    });
    expect(mayContact(silent, 'email', 'service')).toEqual({ allowed: true });
  });

  test('the newest statement about the channel or about any channel wins', () => {
    const stopped = reachableBy({ 'email:marketing': [1, 100], 'any:marketing': [0, 200] });
    expect(mayContact(stopped, 'email', 'marketing')).toMatchObject({ reason: 'withdrawn' });
    const cameBack = reachableBy({ 'email:marketing': [1, 300], 'any:marketing': [0, 200] });
    expect(mayContact(cameBack, 'email', 'marketing').allowed).toBe(true);
    expect(mayContact(cameBack, 'sms', 'marketing').allowed).toBe(false);
  });

  test('of a grant and a withdrawal at one instant the withdrawal wins', () => {
    const both = reachableBy({ 'email:marketing': [1, 200], 'any:marketing': [0, 200] });
    expect(mayContact(both, 'email', 'marketing').allowed).toBe(false);
    const swapped = reachableBy({ 'email:marketing': [0, 200], 'any:marketing': [1, 200] });
    expect(mayContact(swapped, 'email', 'marketing').allowed).toBe(false);
  });

  test('an objection to profiling on any channel stops service messages as well', () => {
    const objected = reachableBy({ 'sms:profiling': [0, 5] });
    expect(mayProfile(objected)).toBe(false);
    expect(mayContact(objected, 'email', 'service')).toMatchObject({
      reason: 'objected-to-profiling',
    });
    expect(mayProfile(reachableBy({ 'sms:profiling': [0, 5], 'any:profiling': [1, 6] }))).toBe(
      true,
    );
  });

  test('a channel that failed for good is not used again', () => {
    const bounced = reachableBy({ 'any:marketing': [1, 1] }, { unreachable: ['email'] });
    expect(mayContact(bounced, 'email', 'marketing')).toMatchObject({ reason: 'unreachable' });
    expect(chooseChannel(bounced, 'marketing')).toBe('sms');
  });

  test('the preferred channel goes first when it is allowed', () => {
    const prefers = { preferredChannel: 'sms' as const };
    expect(chooseChannel(reachableBy({ 'any:marketing': [1, 1] }, prefers), 'marketing')).toBe(
      'sms',
    );
    expect(chooseChannel(reachableBy({ 'email:marketing': [1, 1] }, prefers), 'marketing')).toBe(
      'email',
    );
  });

  test('without any allowed channel the reason is that of the channels that exist', () => {
    expect(whyNoChannel(reachableBy({}), 'marketing')).toBe('no-consent');
    expect(whyNoChannel(reachableBy({}, { reachable: [] }), 'service')).toBe('unreachable');
    expect(whyNoChannel(reachableBy({}, { reachable: [], erased: true }), 'service')).toBe(
      'erased',
    );
    expect(whyNoChannel(reachableBy({}), 'service')).toBeUndefined();
    const stopped = reachableBy({ 'sms:marketing': [0, 1] }, { reachable: ['sms'] });
    expect(whyNoChannel(stopped, 'marketing')).toBe('withdrawn');
  });
});
