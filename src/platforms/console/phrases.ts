/** What the terminal itself says, beside the answers. Plain text. */
import type { CommandInfo } from '../../chat/command.ts';

export const greeting = (commands: readonly CommandInfo[]): string => {
  const examples = commands.filter(({ access }) => access === undefined).flatMap((command) => command.examples);
  const example = examples.find((each) => each.includes(' ')) ?? examples[0];
  const suggestion = example === undefined ? '' : ` such as ${example}`;
  return (
    'Hello! I answer career questions and name the source of every figure. ' +
    `Ask in your own words, or type a command${suggestion}.\n` +
    '/help lists the commands and the Tab key completes them. Leave with Ctrl+D or /quit.'
  );
};

export const howToLeave = 'To leave, press Ctrl+C once more or Ctrl+D, or type /quit.';

export const farewell = 'Goodbye.';

export const formLeft = 'The form was left: nothing was sent.';

/** For a number that presses nothing, where the last answer had `count` things to press. */
export const nothingToPress = (number: number, count: number): string =>
  count === 0
    ? `There is nothing to press in the last answer, so I cannot tell what ${number} means. Ask in your own words, or type /help.`
    : `The last answer has no (${number}): type ${count === 1 ? '1' : `a number from 1 to ${count}`}, or ask something else.`;
