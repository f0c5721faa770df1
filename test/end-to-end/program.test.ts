/** The program as people start it: without tokens, with half of them, on an old Node, and as one-shot jobs. */
import { spawnSync } from 'node:child_process';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { copyOf, edit, realData, temporaryFolder } from '../support/folders.ts';
import { Program, run } from './program.ts';

const pretendToBe = (version: string): string[] => [
  '--import',
  `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`,
];

describe('npm start without tokens', () => {
  it('answers standard input line by line and ends with 0', async () => {
    const { code, output, errors } = await run(['chat'], { input: '/salary senior\n/nosuch\n' });
    expect(code).toBe(0);
    for (const amount of [
      '$400,000–$650,000',
      'more than $400,000',
      '$180,000–$280,000',
      'more than $250,000',
      '$180,000–$260,000',
    ])
      expect(output).toContain(amount);
    expect(output).toContain('There is no command /nosuch');
    expect(errors).toContain('No platform is configured (see .env.example): answering standard input, line by line.');
  });

  it('refuses half a configuration, naming what is missing', async () => {
    const { code, errors } = await run(['chat'], { environment: { SLACK_BOT_TOKEN: 'xoxb-hunter2' } });
    expect(code).toBe(1);
    expect(errors).toContain('SLACK_APP_TOKEN is missing');
    expect(errors).not.toContain('hunter2');
  });

  it('refuses bad data, naming file, line and fix', async () => {
    const data = await copyOf(realData);
    await edit(join(data, 'roles/backend-engineer/faq.yaml'), 'updated:', 'updatd:');
    const { code, errors } = await run(['chat'], { environment: { DATA_DIR: data } });
    expect(code).toBe(1);
    expect(errors).toMatch(/roles\/backend-engineer\/faq\.yaml:\d+ in "[a-z-]+": unknown key "updatd"\. Fix: /);
  });

  it('says in one line which Node it needs', async () => {
    const { code, errors } = await run(['chat'], { nodeOptions: pretendToBe('20.1.0') });
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([
      expect.stringContaining('needs Node 24 or newer and this is Node 20.1.0'),
    ]);
  });

  it('refuses a .env that cannot be read', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.env'));
    const start = fileURLToPath(new URL('../../src/start.js', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [start, 'check-data'], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toBe(
      'The configuration needs attention (see .env.example):\n  .env is there and cannot be read: run this as a user who may read it, such as the bot’s own\n',
    );
  });

  it('names the jobs that exist for one that does not', async () => {
    for (const name of ['dance', 'constructor']) {
      const { code, errors } = await run([name]);
      expect(code).toBe(2);
      expect(errors).toContain('chat, ask, check-data, register, manifest, state, generate');
    }
  });
});

describe('one-shot jobs', () => {
  it('ask prints text, json, and the payloads that Discord and Slack would get', async () => {
    expect((await run(['ask', '/salary senior'])).output).toContain('$180,000–$280,000');
    const json = JSON.parse((await run(['ask', '/salary senior', '--format', 'json'])).output) as {
      data: { figures: unknown[] };
    };
    expect(json.data.figures.length).toBeGreaterThanOrEqual(5);
    expect(JSON.parse((await run(['ask', '/salary senior', '--format', 'discord'])).output)).toMatchObject({
      type: 4,
      data: { allowed_mentions: { parse: [] } },
    });
    expect(JSON.parse((await run(['ask', '/salary senior', '--format', 'slack'])).output)).toMatchObject({
      response_type: 'in_channel',
      blocks: expect.any(Array) as unknown[],
    });
  });

  it('ask ends with 2 for an unknown command, with a suggestion, and for arguments it cannot read', async () => {
    const unknown = await run(['ask', '/salery senior']);
    expect([unknown.code, unknown.output.includes('/salary')]).toEqual([2, true]);
    const usage = await run(['ask', '--format', 'xml', 'hi']);
    expect([usage.code, usage.errors.includes('Usage: npm run --silent ask')]).toEqual([2, true]);
  });

  it('ask gives back what was typed into a form that is not taken, and no button that would outlive it', async () => {
    const form = ['--action', 'admin.faq-add:save:', '--input', 'question=?', '--input', 'answer=On Tuesdays.'];
    const refused = await run(['ask', ...form]);
    expect([refused.code, refused.output.startsWith('Not saved yet')]).toEqual([2, true]);
    expect(refused.output).toMatch(/What you typed, so that you can copy it:\s+\?\s+On Tuesdays\.\s*$/);
  });

  it('ask runs a command of a group, and lists what a group has', async () => {
    const status = await run(['ask', '/daily status']);
    expect([status.code, status.output.startsWith('The daily drill')]).toEqual([0, true]);
    const group = await run(['ask', '/daily']);
    expect([group.code, group.output.includes('/daily status')]).toEqual([0, true]);
  });

  it('check-data prints a summary when all is well', async () => {
    const { code, output } = await run(['check-data']);
    expect(code).toBe(0);
    expect(output).toMatch(/FAQ entries with \d+ ways of asking/);
    expect(output).toContain('All good.');
  });

  it('register --dry-run prints the commands without a token, and changes nothing', async () => {
    const { code, output, errors } = await run(['register', '--dry-run']);
    expect(code).toBe(0);
    expect((JSON.parse(output) as { name: string }[]).map((command) => command.name)).toContain('salary');
    expect(errors).toContain('DISCORD_TOKEN is not set');
  });

  it('manifest prints the Slack app manifest', async () => {
    const { code, output } = await run(['manifest']);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ settings: { socket_mode_enabled: true } });
  });

  it('manifest prints that of an app by HTTP where there is an address, and asks for one where only HTTP can be meant', async () => {
    const address = { PUBLIC_URL: 'https://bot.example.org/' };
    const { settings } = JSON.parse((await run(['manifest'], { environment: address })).output) as {
      settings: unknown;
    };
    expect(settings).toMatchObject({ interactivity: { request_url: 'https://bot.example.org/slack/events' } });
    const byHttp = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a'.repeat(32), PORT: '0' };
    const { code, errors } = await run(['manifest'], { environment: byHttp });
    expect([code, errors.includes('PUBLIC_URL is missing')]).toEqual([1, true]);
  });
});

describe('editing data while it runs', () => {
  it('answers a new entry, and keeps the old answers when a file breaks', async () => {
    const data = await copyOf(realData);
    const faq = join(data, 'roles/backend-engineer/faq.yaml');
    const program = new Program(['chat'], { DATA_DIR: data, LOG_LEVEL: 'info' });
    program.write('/salary senior\n');
    await program.until(() => program.output.includes('$180,000–$280,000'));

    const entry = [
      '',
      '  - id: zebra-question',
      '    question: May I bring a zebra to the office?',
      '    also_asked:',
      ...[
        'striped animal at work',
        'zebras allowed indoors',
        'exotic pets beside my desk',
        'savanna horse policy',
        'can my zebra come along',
      ].map((text) => `      - ${text}`),
      '    answer: Ask the zebra first.',
      '    sources: [hakia]',
      '    tags: [zebra]',
      '    updated: 2026-11-22',
      '',
    ].join('\n');
    await appendFile(faq, entry);
    await program.until(() => program.errors.includes('knowledge reloaded'));
    program.write('/faq may I bring a zebra to the office\n');
    await program.until(() => program.output.includes('Ask the zebra first.'));

    await edit(faq, 'answer: Ask the zebra first.', 'anser: Ask the zebra first.');
    const lines =
      /^roles\/\S+\/faq\.yaml:\d+ in "zebra-question": unknown key "anser"\. Fix: .*\n.* problems?; what was loaded before stays in service\.$/m;
    await program.until(() => lines.test(program.errors));
    program.output = '';
    program.write('/faq may I bring a zebra to the office\n');
    await program.until(() => program.output.includes('Ask the zebra first.'));
    program.endInput();
    expect(await program.exitCode).toBe(0);
  });
});
