/** `/admin allow [person]`: lets a member use the admin commands; without a person, who may. */
import { adminsBlocks, nobodyElse } from '../../src/chat/admins-list.ts';
import { defineCommand } from '../../src/chat/command.ts';
import { personMarkup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';

const nobody = privateNotice('Nobody to allow', nobodyElse);

export default defineCommand({
  name: 'admin allow',
  access: 'admins',
  summary: 'Let somebody use the commands for admins; without a person, see who may',
  examples: ['/admin allow'],
  options: { person: { kind: 'person', description: 'Who may use /daily and /admin from now on' } },
  async run({ desk, words }, { person }) {
    const { somebody } = words;
    if (somebody === undefined) return nobody;
    if (person === undefined) {
      return privateNotice('Who may use the admin commands', [
        ...adminsBlocks(await desk.admins(), words),
        text(
          `To let one more use them, type \`/admin allow ${somebody('person')}\`, with the person in place of \`@ada\`.`,
        ),
      ]);
    }
    const changed = await desk.allow(person);
    if (changed === 'nobody-else') return nobody;
    const who = personMarkup(person);
    return privateNotice(changed === 'same' ? 'Nothing was changed' : 'Allowed', [
      text(changed === 'same' ? `${who} was named before.` : `${who} may use \`/daily\` and \`/admin\` from now on.`),
      ...(words.hidesCommands === undefined ? [] : [text(words.hidesCommands)]),
      ...adminsBlocks(await desk.admins(), words),
    ]);
  },
});
