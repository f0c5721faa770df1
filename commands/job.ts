/** `/job [topic]`: what the work is like, from duties and a day in the life to on-call, employers and benefits. */
import { defineTopicCommand } from '../src/chat/topic-command.ts';

export default defineTopicCommand({
  name: 'job',
  summary: 'What the work is like: duties, a day, on-call, teams, employers, benefits',
  examples: ['/job day', '/job on-call', '/job duties', '/job'],
  heading: 'The job',
  selectText: 'Choose a topic',
  optionDescription: 'A topic, such as duties, on-call, day or benefits',
  topics: (role) => role.work.topics,
  overview: ['role'],
});
