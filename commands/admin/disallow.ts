/** `/admin disallow [person]`: takes back what `/admin allow` gave. */
import { adminsBlocks, nobodyElse } from '../../src/chat/admins-list.ts';
import { defineCommand } from '../../src/chat/command.ts';
import { personMarkup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';

const nobody = privateNotice('Nobody to disallow', nobodyElse);

export default defineCommand({
  name: 'admin disallow',
  access: 'admins',
  summary: 'Take back the right to use the commands for admins',
  examples: ['/admin disallow'],
  options: { person: { kind: 'person', description: 'Whose right is taken back' } },
  async run({ desk, words }, { person }) {
    const { somebody } = words;
    if (somebody === undefined) return nobody;
    if (person === undefined) {
      return privateNotice('Whose right is to be taken back?', [
        ...adminsBlocks(await desk.admins(), words),
        text(`Type \`/admin disallow ${somebody('person')}\`, with the person in place of \`@ada\`.`),
      ]);
    }
    const changed = await desk.disallow(person);
    if (changed === 'nobody-else') return nobody;
    const who = personMarkup(person);
    return privateNotice(changed === 'same' ? 'Nothing was changed' : 'Taken back', [
      text(
        changed === 'same'
          ? `${who} was not named here. Whom the platform calls an admin can only be changed there.`
          : `${who} may not use \`/daily\` and \`/admin\` any more, unless the platform calls them an admin.`,
      ),
      ...adminsBlocks(await desk.admins(), words),
    ]);
  },
});
