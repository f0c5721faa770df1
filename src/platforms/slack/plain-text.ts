/** What Slack sends as text, turned back into what the person typed. */

/** Slack's escapes: `<@U1|name>`, `<#C1|name>`, `<!here>`, `<https://…|label>`. https://docs.slack.dev/messaging/formatting-message-text */
const escape = /<(?<sign>[@#!]?)(?<target>[^<>|]+)(?:\|(?<label>[^<>]*))?>/gu;
const address = /^(?:https?|mailto|tel):/i;

/** Plain text of a message or a command. `<…>` that Slack cannot have written stays as it is. */
export function toPlainText(slackText: string): string {
  return slackText
    .replaceAll(escape, (whole, sign: string, target: string, label: string | undefined) =>
      plainEscape(whole, sign, target, label),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

function plainEscape(whole: string, sign: string, target: string, label: string | undefined): string {
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
