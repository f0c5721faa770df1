import { isFields, type Checker } from './checker.ts';

/** A small copy of the rules of Slack's app manifest schema 2.0.0, and of what the schema leaves out and Slack checks. */
export function checkManifest(check: Checker, body: unknown): void {
  const manifest = check.fields(
    'manifest',
    body,
    ['display_information'],
    ['_metadata', 'features', 'oauth_config', 'settings'],
  );
  const about = check.fields(
    'display_information',
    manifest['display_information'],
    ['name'],
    ['description', 'long_description', 'background_color'],
  );
  check.string('name', about['name'], 1, 35);
  if ('description' in about) check.string('description', about['description'], 1, 140);
  if ('long_description' in about) check.string('long_description', about['long_description'], 175, 4000);
  if ('background_color' in about)
    check.that(/^#[0-9a-f]{6}$/.test(String(about['background_color'])), 'background_color');
  const features = check.fields('features', manifest['features'], ['bot_user'], ['app_home', 'slash_commands']);
  check.string(
    'bot_user.display_name',
    isFields(features['bot_user']) ? features['bot_user']['display_name'] : undefined,
    1,
    80,
  );
  const names: string[] = [];
  for (const [index, item] of check.array('slash_commands', features['slash_commands'], 1, 50).entries()) {
    const at = `slash_commands[${index}]`;
    const command = check.fields(at, item, ['command', 'description'], ['usage_hint', 'should_escape', 'url']);
    names.push(check.string(`${at}.command`, command['command'], 2, 32));
    check.that(/^\/[a-z0-9_-]+$/.test(names.at(-1) ?? ''), `${at}.command has an invalid name`);
    check.that(names.at(-1) !== '/status' && names.at(-1) !== '/search', `${at}.command is reserved`);
    check.string(`${at}.description`, command['description'], 1, 2000);
    if ('usage_hint' in command) check.string(`${at}.usage_hint`, command['usage_hint'], 1, 1000);
  }
  check.unique('slash_commands', names);
  const settings = isFields(manifest['settings']) ? manifest['settings'] : {};
  if (settings['socket_mode_enabled'] === false) checkRequestUrls(check, features['slash_commands'], settings);
}

/** Without Socket Mode, everything that Slack sends needs an address. */
function checkRequestUrls(check: Checker, commands: unknown, settings: Readonly<Record<string, unknown>>): void {
  const receivers = [...(Array.isArray(commands) ? commands.map((each) => isFields(each) && each['url']) : [])];
  for (const name of ['event_subscriptions', 'interactivity'])
    receivers.push(isFields(settings[name]) && settings[name]['request_url']);
  for (const url of receivers)
    check.that(typeof url === 'string' && /^https?:\/\//.test(url), 'a request URL is missing');
}
