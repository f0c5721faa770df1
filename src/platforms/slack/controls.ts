/** Buttons and selects. Their action ids carry an index, since Slack wants them to differ within a message. */
import type { types } from '@slack/bolt';
import type { Button, SelectOption } from '../../chat/reply.ts';
import { limits, shares } from './limits.ts';
import { sizeOf, type Part } from './parts.ts';
import { plainTextObject } from './text-objects.ts';

/** Gives each control of one message its own index. */
export type NextIndex = () => number;

/** `salary:show:senior#3`: the third control of a message. `actionOf` takes the index off again. */
const indexedId = (action: string, index: number): string => `${action.toWellFormed()}#${index}`;

/** The encoded action of an `action_id` that `indexedId` made. */
export const actionOf = (actionId: string): string => actionId.replace(/#\d+$/, '');

export function buttonParts(buttons: readonly Button[], next: NextIndex): Part[] {
  return chunk(buttons, limits.actionsPerBlock).map((row) => ({
    kind: 'control',
    choices: row.length,
    block: { type: 'actions', elements: row.map((button) => buttonElement(button, next())) },
  }));
}

const buttonElement = ({ label, action, style }: Button, index: number): types.Button => ({
  type: 'button',
  text: plainTextObject(label, limits.buttonText),
  action_id: indexedId(action, index),
  ...(style === undefined ? {} : { style }),
});

/** As many selects as the options need; what they say when closed tells which options each holds. */
export function selectParts(
  placeholder: string,
  action: string,
  options: readonly SelectOption[],
  next: NextIndex,
): Part[] {
  // A value that Slack would refuse is a programming error; one option less is better than no message.
  const usable = options.filter(({ value }) => value !== '' && value.length <= limits.optionValue).map(optionObject);
  const groups = optionGroups(usable);
  let first = 1;
  return groups.map((group) => {
    const range = groups.length === 1 ? '' : ` (${first}–${first + group.length - 1})`;
    first += group.length;
    return {
      kind: 'control',
      choices: group.length,
      block: selectBlock(placeholder, range, indexedId(action, next()), group),
    };
  });
}

function selectBlock(
  placeholder: string,
  range: string,
  actionId: string,
  options: types.PlainTextOption[],
): types.ActionsBlock {
  const { text, ...rest } = plainTextObject(placeholder, limits.selectPlaceholder - range.length);
  const select: types.StaticSelect = {
    type: 'static_select',
    action_id: actionId,
    placeholder: { ...rest, text: text + range },
    options,
  };
  return { type: 'actions', elements: [select] };
}

const optionObject = ({ label, value, description }: SelectOption): types.PlainTextOption => ({
  text: plainTextObject(label, limits.optionText),
  value: value.toWellFormed(),
  ...(description === undefined || description.trim() === ''
    ? {}
    : { description: plainTextObject(description, limits.optionText) }),
});

/** Groups of options that Slack takes in one select and that leave room for the rest of the message. */
function optionGroups(options: readonly types.PlainTextOption[]): types.PlainTextOption[][] {
  const groups: types.PlainTextOption[][] = [];
  for (const option of options) {
    const group = groups.at(-1);
    const grown: types.ActionsBlock = {
      type: 'actions',
      elements: [{ type: 'static_select', options: [...(group ?? []), option] }],
    };
    if (group === undefined || group.length === limits.selectOptions || sizeOf(grown) > shares.selectJson)
      groups.push([option]);
    else group.push(option);
  }
  return groups;
}

const chunk = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
