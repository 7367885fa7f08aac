/*
 * What the emulator (ministack 1.5.33) does not do as AWS does. `-c emulated=true` leaves out what it
 * cannot make at all: Events::Archive, EventSchemas, CodeDeploy, CloudWatch::CompositeAlarm. It grants
 * every call, whatever the roles say (tests/journeys compares those with the calls made), and
 * `excludePunctuation` of secrets is unknown to it (the stack names the characters instead). When a rule
 * starts a function and the run fails, it forgets the event: no repeat, no failure destination.
 */

/**
 * What `beforehand doctor` finds amiss there and would not on AWS, by subject. The run fails when
 * something is missing here and when something here is amiss no longer.
 */
export const amissInEmulator: readonly string[] = [
  'table customers: has no point-in-time recovery',
  'table ledger: has no point-in-time recovery',
  'table contacts: has no point-in-time recovery',
  'table insights: has no point-in-time recovery',
  'table ledger: does not forget by expiresAt',
  'table insights: does not forget by expiresAt',
  'event archive: there is none',
  'text messages: could not be looked at (InvalidAction: Unknown action: GetSMSSandboxAccountStatus)',
];
