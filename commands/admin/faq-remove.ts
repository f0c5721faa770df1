/** `/admin faq-remove entry`: takes an FAQ entry of the community's own away; a shared one cannot be removed here. */
import { defineCommand } from '../../src/chat/command.ts';
import { removeOwnFaq } from '../../src/chat/own-faq-desk.ts';

export default defineCommand({
  name: 'admin faq-remove',
  access: 'admins',
  summary: 'Remove an FAQ entry of this community’s own',
  examples: ['/admin faq-remove office-hours'],
  options: {
    entry: { kind: 'text', required: true, description: 'The id of the entry, as /admin faq-list shows it' },
  },
  run: (context, { entry }) => removeOwnFaq(context, entry.trim()),
});
