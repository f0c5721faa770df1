import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { CommandInfo } from '../../../src/chat/command.ts';
import { slackManifest } from '../../../src/platforms/slack/manifest.ts';
import { slackProblems } from '../../fakes/slack/validate.ts';

const command = (name: string, options: CommandInfo['options'] = {}): CommandInfo => ({
  name,
  summary: `About ${name}.`,
  examples: [`/${name}`],
  options,
});
const money = { kind: 'money', description: 'An offer' } as const;
const commands = [command('salary', { level: { ...money, required: true }, offer: money }), command('help')];

describe('the manifest', () => {
  it('is one that Slack takes', () => {
    expect(slackProblems('manifest', slackManifest(commands))).toEqual([]);
  });

  it('has each command, with its usage, and all under /career', () => {
    expect(slackManifest(commands).features.slash_commands).toEqual([
      {
        command: '/career',
        description: expect.any(String) as string,
        usage_hint: 'salary | help | …',
        should_escape: true,
      },
      { command: '/salary', description: 'About salary.', usage_hint: 'level [offer]', should_escape: true },
      { command: '/help', description: 'About help.', should_escape: true },
    ]);
  });

  it('asks for no more than is used', () => {
    const { oauth_config, settings, features } = slackManifest(commands);
    expect(oauth_config.scopes.bot).toEqual([
      'app_mentions:read',
      'channels:read',
      'chat:write',
      'chat:write.public',
      'commands',
      'files:write',
      'groups:read',
      'im:history',
      'im:write',
      'users:read',
    ]);
    expect(settings).toMatchObject({
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
      event_subscriptions: { bot_events: ['app_mention', 'message.im', 'app_uninstalled', 'tokens_revoked'] },
    });
    expect(features.app_home).toMatchObject({ messages_tab_enabled: true, messages_tab_read_only_enabled: false });
  });

  it('has one slash command for a group, whose hint lists its words', () => {
    const group = [command('daily set', { channel: { kind: 'channel', description: 'Where' } }), command('daily now')];
    expect(slackManifest([...group, command('help')]).features.slash_commands).toMatchObject([
      { usage_hint: 'daily | help | …' },
      { command: '/daily', description: '/daily help explains each', usage_hint: 'set | now' },
      { command: '/help' },
    ]);
    expect(slackProblems('manifest', slackManifest(group))).toEqual([]);
    const forAdmins = group.map((each) => ({ ...each, access: 'admins' }) as const);
    expect(slackManifest(forAdmins).features.slash_commands[1]?.description).toBe(
      'For admins: /daily help explains each',
    );
  });

  it('for HTTP says where everything goes, and that there is no Socket Mode', () => {
    const { features, oauth_config, settings } = slackManifest(commands, {
      publicUrl: 'https://bot.example.org/career',
    });
    const url = 'https://bot.example.org/career/slack/events';
    expect(features.slash_commands.map((each) => each.url)).toEqual([url, url, url]);
    expect(oauth_config.redirect_urls).toEqual(['https://bot.example.org/career/slack/oauth_redirect']);
    expect(settings).toMatchObject({
      socket_mode_enabled: false,
      interactivity: { is_enabled: true, request_url: url },
      event_subscriptions: { request_url: url },
    });
    expect(JSON.stringify(slackManifest(commands))).not.toContain('/slack/');
  });

  it('for HTTP is one that Slack takes', () => {
    expect(slackProblems('manifest', slackManifest(commands, { publicUrl: 'https://bot.example.org' }))).toEqual([]);
  });

  it('leaves out names that Slack keeps for itself, which would spoil the whole', () => {
    expect(JSON.stringify(slackManifest([command('status'), command('streak')]).features.slash_commands)).not.toContain(
      '"/status"',
    );
  });

  it('stays within fifty commands', () => {
    const many = Array.from({ length: 80 }, (_, index) => command(`c${index}`));
    expect(slackProblems('manifest', slackManifest(many))).toEqual([]);
  });
});

// Slack's own schema is not part of this project; whoever has it says where: SPECS_DIR=… npm test.
const specs = process.env['SPECS_DIR'];
if (specs !== undefined) {
  describe("Slack's manifest schema", () => {
    it.each(['1.0.0', '2.0.0'])('%s takes the manifest', (version) => {
      const schema = JSON.parse(readFileSync(join(specs, `slack-manifest.schema.${version}.json`), 'utf8')) as object;
      const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
      for (const http of [undefined, { publicUrl: 'https://bot.example.org' }]) {
        validate(slackManifest(commands, http));
        expect(validate.errors).toBeNull();
      }
    });
  });
}
