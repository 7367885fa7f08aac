import { learningOf } from '#cli/learning/model-summary.ts';
import type { Place } from '#cli/operations/place.ts';
import { sendingWords } from '#cli/operations/sending-words.ts';
import { plural } from '#cli/words.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { isHeld } from '#shared/pipeline/model-store.ts';
import { readSending } from '#shared/pipeline/sending-switch.ts';
import { latestPass } from '#shared/pipeline/summaries.ts';
import { broken, type Check, type Finding, ok, warning } from './finding.ts';

/** Dawn runs at four and is done two hours later at the latest. */
const DAWN_DONE_HOUR = 6;
/** Learning runs every night; a model older than this was not learned for a reason. */
const MODEL_DAYS = 14;
const QUARANTINE_COUNTED = 1_000;

/** What the pipeline itself says of its work. */
export const workChecks = (place: Place): readonly Check[] => [
  { subject: 'sending', look: async () => [await sendingFinding(place)] },
  { subject: 'dawn', look: async () => [await dawnFinding(place)] },
  { subject: 'model', look: async () => [await modelFinding(place)] },
  { subject: 'quarantine', look: async () => [await quarantineFinding(place)] },
];

async function sendingFinding({ documents, sendingOtherwise }: Place): Promise<Finding> {
  const sending = await readSending(documents, sendingOtherwise);
  if (sending.state === 'on') return ok('sending', sendingWords(sending));
  return warning(
    'sending',
    sendingWords(sending),
    'customers get no messages; alerts to the team go on',
    '"beforehand sending on" when the reason is gone.',
  );
}

async function dawnFinding({ documents, calendar, clock, environment }: Place): Promise<Finding> {
  const pass = await latestPass(documents);
  const nowMs = clock.nowMs();
  const today = calendar.dayOf(nowMs);
  const isDue = nowMs >= calendar.at(today, DAWN_DONE_HOUR);
  const missed = pass === undefined ? Number.POSITIVE_INFINITY : today - dayOfIso(pass.asOf);
  const says = pass === undefined ? 'never completed' : `last completed for ${pass.asOf}`;
  if (missed <= 0 || (missed === 1 && !isDue)) return ok('dawn', says);
  const meaning = 'no new reminders, no new cases, figures of an earlier day';
  if (environment === undefined) {
    return warning('dawn', says, meaning, '"beforehand start" runs it every day.');
  }
  const todo = '"beforehand redrive --from dawn" shows what failed; the function’s log says why.';
  return missed > 1 ? broken('dawn', says, meaning, todo) : warning('dawn', says, meaning, todo);
}

async function modelFinding(place: Place): Promise<Finding> {
  const model = await place.model();
  const { learnedOn, version } = learningOf(model);
  if (await isHeld(place.documents)) {
    return warning(
      'model',
      `${version} is held in force by hand`,
      'forecasts no longer follow what customers do',
      '"beforehand learn --use newest" lets learning go on.',
    );
  }
  if (learnedOn === null) {
    return ok('model', `${version}, which ships; nothing was learned here yet`);
  }
  const today = place.calendar.dayOf(place.clock.nowMs());
  const days = today - dayOfIso(learnedOn);
  const says = `${version}, learned ${plural(days, 'day')} ago`;
  if (days <= MODEL_DAYS) return ok('model', says);
  return warning(
    'model',
    says,
    'forecasts follow how customers were then',
    'See why learning does not run; "beforehand learn" runs it on a folder.',
  );
}

async function quarantineFinding({ quarantine }: Place): Promise<Finding> {
  const count = (await quarantine.list(QUARANTINE_COUNTED)).length;
  if (count === 0) return ok('quarantine', 'empty');
  const more = count === QUARANTINE_COUNTED ? 'at least ' : '';
  return warning(
    'quarantine',
    `${more}${plural(count, 'row or event', 'rows or events')}`,
    'what they tell is missing from forecasts and figures',
    '"beforehand redrive" shows why, and corrects and replays them.',
  );
}
