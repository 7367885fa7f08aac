import type { Texts } from './texts.ts';

const inDays = '{days, plural, =0 {heute} one {in # Tag} other {in # Tagen}}';

export const de: Texts = {
  hello: 'Guten Tag,',
  helloName: 'Guten Tag {name},',
  subjectReplenishment: '{product}: Zeit für Nachschub?',
  subjectMaintenance: '{product}: Wartung steht an',
  subjectMeterReading: '{product}: Was zeigt der Zähler?',
  subjectSeveral: '{count, plural, one {# Erinnerung} other {# Erinnerungen}} von {shop}',
  replenishment: `{product} geht voraussichtlich um den {date} zur Neige (${inDays}).`,
  replenishmentOverdue: '{product} ist wahrscheinlich schon aufgebraucht (erwartet um den {date}).',
  maintenance: `{product} braucht um den {date} eine Wartung (${inDays}).`,
  maintenanceOverdue: 'Die Wartung von {product} ist seit etwa {date} fällig.',
  meterReading:
    'Bitte nennen Sie uns den Zählerstand von {product}, damit wir sagen können, wann die Wartung fällig ist.',
  whyMarketing:
    'Sie erhalten diese Nachricht, weil Sie Erinnerungen von {shop} zugestimmt haben. Das Datum ist aus Ihren eigenen Bestellungen geschätzt.',
  whyService:
    'Sie erhalten diese Nachricht von {shop}, weil sie etwas betrifft, das Ihnen gehört. Das Datum ist aus Alter, Nutzung und früheren Wartungen geschätzt.',
  reply: 'Noch genug da, schon erledigt oder später erinnern? Antworten Sie hier: {url}',
  replyLink: 'Noch genug da, schon erledigt oder später erinnern?',
  stop: 'Keine solchen Nachrichten mehr: {url}',
  stopLink: 'Keine solchen Nachrichten mehr',
  smsReplenishment: '{product} reicht noch bis etwa {date}',
  smsMaintenance: '{product}: Wartung etwa {date}',
  smsMeterReading: '{product}: bitte Zählerstand senden',
  smsSeveral: '{count, plural, one {# Erinnerung} other {# Erinnerungen}} für Sie',
  smsStopWord: 'Abmelden: STOP antworten',
  smsStopLink: 'Abmelden: {url}',
  smsReply: 'Antwort: {url}',

  pageTitle: 'Ihre Antwort',
  pageQuestion: 'Was sollen wir mit dieser Erinnerung tun?',
  answerPlenty: 'Ich habe noch genug',
  answerLater: 'Später erinnern',
  answerDone: 'Schon erledigt',
  answerNotInterested: 'Kein Interesse',
  answerHelpful: 'Das war hilfreich',
  pageStopQuestion: 'Möchten Sie keine solchen Nachrichten mehr erhalten?',
  pageStop: 'Nachrichten abbestellen',
  pageThanks: 'Danke. Wir haben Ihre Antwort notiert.',
  pageStopped: 'Erledigt. Sie erhalten keine solchen Nachrichten mehr.',
  pageInvalid: 'Dieser Link ist nicht gültig. Bitte verwenden Sie den ganzen Link der Nachricht.',
  pageExpired:
    'Dieser Link ist zu alt für eine Antwort, abbestellen können Sie die Nachrichten weiterhin.',
};
