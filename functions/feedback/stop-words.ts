/** First words that stop everything, in the languages we write. */
const FIRST_WORDS = new Set([
  'STOP',
  'STOPALL',
  'STOPP',
  'UNSUBSCRIBE',
  'СТОП',
  'ОТПИСАТЬСЯ',
  'ОТПИСКА',
  'ABMELDEN',
]);
/** Words that stop when nothing else is said. */
const LONE_WORDS = new Set(['CANCEL', 'END', 'QUIT', 'OPTOUT', 'ОТМЕНА', 'ОТКАЗ', 'ENDE']);

/** Whether a text message asks for no more messages. In doubt about "stop …" it does. */
export function asksToStop(text: string): boolean {
  const words = text
    .normalize('NFKC')
    .toLocaleUpperCase('en')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  const [first = ''] = words;
  return FIRST_WORDS.has(first) || (words.length === 1 && LONE_WORDS.has(first));
}
