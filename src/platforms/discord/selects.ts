/** Selects. A list that is longer than a select continues in further ones, as far as there are rows. */
import { ComponentType } from 'discord-api-types/v10';
import type { APIStringSelectComponent } from 'discord-api-types/v10';
import { decodeAction } from '../../chat/action.ts';
import type { Block, SelectOption } from '../../chat/reply.ts';
import { discordLimits } from './limits.ts';
import type { Rows } from './rows.ts';
import { visible } from './visible.ts';

export type SelectBlock = Extract<Block, { kind: 'select' }>;

/** Adds the block's selects; returns the labels of the options without room. */
export function addSelects(rows: Rows, { action, placeholder, options }: SelectBlock): string[] {
  const left: string[] = [];
  const { usable, unusable } = sortOut(action, options);
  const parts = inParts(usable);
  for (const [index, part] of parts.entries()) {
    const id = rows.hasRoomForRow ? freeId(rows, action) : undefined;
    const name = parts.length === 1 ? placeholder : `${placeholder} (${index + 1} of ${parts.length})`;
    if (id === undefined) left.push(...part.map(labelOf));
    else rows.addSelect(renderSelect(id, name, part));
  }
  return [...left, ...unusable.map(labelOf)];
}

const labelOf = ({ label, description }: SelectOption): string =>
  description === undefined ? label : `${label} (${description})`;

/** Discord takes a value once, and an option that stands there twice says nothing more. */
function sortOut(
  action: string,
  options: readonly SelectOption[],
): { usable: SelectOption[]; unusable: SelectOption[] } {
  const usable = new Map<string, SelectOption>();
  const unusable: SelectOption[] = [];
  for (const option of options) {
    const same = usable.get(option.value);
    if (same === undefined && isUsableValue(action, option.value)) usable.set(option.value, option);
    else if (same === undefined || labelOf(same) !== labelOf(option)) unusable.push(option);
  }
  return { usable: [...usable.values()], unusable };
}

/** Chosen, the value becomes the end of the action's id. */
const isUsableValue = (action: string, value: string): boolean =>
  value.trim() !== '' &&
  value.isWellFormed() &&
  value.length <= discordLimits.selectOptionText &&
  decodeAction(action + value) !== undefined;

const inParts = (options: readonly SelectOption[]): SelectOption[][] =>
  Array.from({ length: Math.ceil(options.length / discordLimits.selectOptions) }, (_, index) =>
    options.slice(index * discordLimits.selectOptions, (index + 1) * discordLimits.selectOptions),
  );

/** Discord takes an id once a message, so that the second select of an action has a number at its end: see `actionOfSelect`. */
function freeId(rows: Rows, action: string): string | undefined {
  const ids = [
    action,
    ...Array.from({ length: discordLimits.rowsPerMessage - 1 }, (_, index) => `${action}#${index + 2}`),
  ];
  return ids.find((id) => rows.isFree(id));
}

/** The action of a select's id. An action without argument ends in a colon, so that nothing else can be taken for the number. */
export const actionOfSelect = (id: string): string => id.replace(/(?<=:)#\d+$/, '');

const renderSelect = (id: string, placeholder: string, options: readonly SelectOption[]): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: id,
  placeholder: visible(placeholder, discordLimits.selectPlaceholder),
  options: options.map(({ label, value, description }) => ({
    label: visible(label, discordLimits.selectOptionText),
    value,
    ...(description === undefined ? {} : { description: visible(description, discordLimits.selectOptionText) }),
  })),
});
