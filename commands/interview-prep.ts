/** `/interview-prep [topic]`: how interviews run, common questions, tips, and portfolio ideas. */
import { defineTopicCommand } from '../src/chat/topic-command.ts';

export default defineTopicCommand({
  name: 'interview-prep',
  summary: 'How interviews run, common questions, tips, portfolio ideas',
  examples: ['/interview-prep', '/interview-prep system design', '/interview-prep portfolio'],
  heading: 'Interviews',
  selectText: 'More on interviews',
  optionDescription: 'A topic, such as questions, coding or portfolio',
  topics: (role) => role.interview.topics,
  overview: ['format', 'questions'],
});
