/** What Slack sends as text, turned back into what the person typed. */

/** Slack's escapes: `<@U1|name>`, `<#C1|name>`, `<!here>`, `<https://…|label>`. https://docs.slack.dev/messaging/formatting-message-text */
const escape = /<(?<sign>[@#!]?)(?<target>[^<>|]+)(?:\|(?<label>[^<>]*))?>/gu;
const address = /^(?:https?|mailto|tel):/i;

type Translate = (whole: string, sign: string, target: string, label: string | undefined) => string;

const unescaped = (slackText: string, translate: Translate): string =>
  slackText
    .replaceAll(escape, translate)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();

/** Plain text of a message. `<…>` that Slack cannot have written stays as it is. */
export const toPlainText = (slackText: string): string => unescaped(slackText, plainEscape);

/** Text of a command. Channels and people stay as `<#C1|name>` and `<@U1|name>`: a command may need to know which one is meant. */
export const toCommandText = (slackText: string): string =>
  unescaped(slackText, (whole, sign, target, label) =>
    sign === '#' || sign === '@' ? whole : plainEscape(whole, sign, target, label),
  );

function plainEscape(...[whole, sign, target, label]: Parameters<Translate>): string {
  switch (sign) {
    case '@':
    case '#':
      return `${sign}${label === undefined || label === '' ? target : label}`;
    case '!':
      // <!subteam^S1|@team> and <!date^…|fallback> say in their label what one saw.
      return label ?? `@${target.replace(/\^.*$/, '')}`;
    default:
      return address.test(target) ? (label ?? target) : whole;
  }
}

/** The text without the bot's own mention, wherever it stands. */
export const withoutMention = (slackText: string, botUserId: string): string =>
  slackText.replaceAll(new RegExp(`<@${botUserId.replaceAll(/\W/g, '')}(?:\\|[^<>]*)?>`, 'g'), ' ').trim();
