import type { Texts } from './texts.ts';

const inDays =
  '{days, plural, =0 {сегодня} one {через # день} few {через # дня} many {через # дней} other {через # дня}}';

export const ru: Texts = {
  hello: 'Здравствуйте!',
  helloName: 'Здравствуйте, {name}!',
  subjectReplenishment: '{product}: пора обновить запас?',
  subjectMaintenance: '{product}: скоро обслуживание',
  subjectMeterReading: '{product}: что показывает счётчик?',
  subjectSeveral:
    '{count, plural, one {# напоминание} few {# напоминания} many {# напоминаний} other {# напоминания}} от {shop}',
  replenishment: `{product}: вероятно, закончится примерно {date} (${inDays}).`,
  replenishmentOverdue: '{product}: вероятно, уже закончилось (ожидалось примерно {date}).',
  maintenance: `{product}: обслуживание потребуется примерно {date} (${inDays}).`,
  maintenanceOverdue: '{product}: обслуживание требуется примерно с {date}.',
  meterReading:
    'Сообщите нам, пожалуйста, показания счётчика ({product}), и мы скажем, когда нужно обслуживание.',
  whyMarketing:
    'Вы получили это сообщение, потому что согласились на напоминания от {shop}. Дата рассчитана по вашим заказам.',
  whyService:
    'Вы получили это сообщение от {shop}, потому что оно касается вашей вещи. Дата рассчитана по её возрасту, использованию и прежним обслуживаниям.',
  reply: 'Ещё достаточно, уже сделано или напомнить позже? Ответьте здесь: {url}',
  replyLink: 'Ещё достаточно, уже сделано или напомнить позже?',
  stop: 'Больше не присылать такие сообщения: {url}',
  stopLink: 'Больше не присылать такие сообщения',
  smsReplenishment: '{product} закончится ~{date}',
  smsMaintenance: '{product}: обслуживание ~{date}',
  smsMeterReading: '{product}: пришлите показания счётчика',
  smsSeveral:
    '{count, plural, one {# напоминание} few {# напоминания} many {# напоминаний} other {# напоминания}} для вас',
  smsStopWord: 'Отказ: СТОП',
  smsStopLink: 'Отказ: {url}',
  smsReply: 'Ответ: {url}',

  pageTitle: 'Ваш ответ',
  pageQuestion: 'Что сделать с этим напоминанием?',
  answerPlenty: 'Ещё достаточно',
  answerLater: 'Напомнить позже',
  answerDone: 'Уже сделано',
  answerNotInterested: 'Не интересно',
  answerHelpful: 'Напоминание помогло',
  pageStopQuestion: 'Больше не присылать вам такие сообщения?',
  pageStop: 'Больше не присылать',
  pageThanks: 'Спасибо. Мы записали ваш ответ.',
  pageStopped: 'Готово. Таких сообщений больше не будет.',
  pageInvalid: 'Ссылка недействительна. Откройте, пожалуйста, всю ссылку из сообщения.',
  pageExpired: 'Ссылка слишком старая для ответа, но отказаться от сообщений всё ещё можно.',
};
