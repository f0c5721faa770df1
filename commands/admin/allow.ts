/** `/admin allow [person]`: lets a member use the admin commands; without a person, who may. */
import { adminsBlocks, nobodyElse, whoSees } from '../../src/chat/admins-list.ts';
import { defineCommand } from '../../src/chat/command.ts';
import { personMarkup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';

export default defineCommand({
  name: 'admin allow',
  access: 'admins',
  summary: 'Let somebody use the commands for admins; without a person, see who may',
  examples: ['/admin allow'],
  options: { person: { kind: 'person', description: 'Who may use /daily and /admin from now on' } },
  async run({ desk }, { person }) {
    if (person === undefined) {
      return privateNotice('Who may use the admin commands', [
        ...adminsBlocks(await desk.admins()),
        text('`/admin allow` with a person names one more, `/admin disallow` takes the right away.'),
      ]);
    }
    const changed = await desk.allow(person);
    if (changed === 'nobody-else') return privateNotice('Nobody to allow', nobodyElse);
    const who = personMarkup(person);
    return privateNotice(changed === 'same' ? 'Nothing was changed' : 'Allowed', [
      text(changed === 'same' ? `${who} was named before.` : `${who} may use \`/daily\` and \`/admin\` from now on.`),
      whoSees,
      ...adminsBlocks(await desk.admins()),
    ]);
  },
});
