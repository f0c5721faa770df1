/** Where Slack and whoever installs the app find the program on its HTTP port. */

/** Commands, clicks, forms and events. */
export const eventsPath = '/slack/events';
/** Where an installation begins. */
export const installPath = '/slack/install';
/** Where Slack sends the browser back to. */
export const redirectPath = '/slack/oauth_redirect';
