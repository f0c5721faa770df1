/** Buttons and selects as rows of components. What Discord has no room for is named in words. */
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { APIButtonComponent } from 'discord-api-types/v10';
import { listWords } from '../../chat/option.ts';
import type { Block, Button } from '../../chat/reply.ts';
import { shorten } from '../../chat/shorten.ts';
import { discordLimits } from './limits.ts';
import { Rows, type ComponentRow } from './rows.ts';
import { addSelects, type SelectBlock } from './selects.ts';
import { visible } from './visible.ts';

export interface Components {
  readonly rows: readonly ComponentRow[];
  /** One plain line for each list of things that have no component. */
  readonly notes: readonly string[];
}

/** No note about what is missing gets longer than this. */
const noteLength = 400;

/** The components of all blocks, in order. Total: whatever the blocks hold, Discord takes the rows. */
export function renderComponents(blocks: readonly Block[]): Components {
  const rows = new Rows();
  const left: string[] = [];
  const notes: string[] = [];
  for (const block of blocks) {
    if (block.kind === 'buttons') left.push(...addButtons(rows, block.buttons));
    else if (block.kind === 'select') notes.push(...selectNotes(block, addSelects(rows, block)));
  }
  if (left.length > 0) notes.push(note('There is no room for more buttons here. Also offered', left));
  return { rows: rows.rows, notes };
}

function selectNotes({ placeholder, options }: SelectBlock, left: readonly string[]): string[] {
  if (options.length === 0) return [`${placeholder}: there is nothing to choose from.`];
  return left.length === 0 ? [] : [note(`${placeholder}: there is no room for`, left)];
}

function note(what: string, names: readonly string[]): string {
  const all = `${what}: ${listWords(names)}.`;
  return all.length <= noteLength ? all : `${shorten(all, noteLength - 20)} (${names.length} in all)`;
}

/** Adds the buttons, each block from a new row on while there are rows; returns the labels of those without room. */
function addButtons(rows: Rows, buttons: readonly Button[]): string[] {
  const labelsById = new Map<string, string>();
  const left: string[] = [];
  let row: ComponentRow | undefined;
  for (const button of buttons) {
    // The same button twice says nothing more, and Discord refuses it.
    if (labelsById.get(button.action) === button.label) continue;
    const target = rows.isFree(button.action) ? rows.addButton(renderButton(button), button.action, row) : undefined;
    if (target === undefined) left.push(button.label);
    else labelsById.set(button.action, button.label);
    row = target ?? row;
  }
  return left;
}

const buttonStyles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

const renderButton = ({ label, action, style }: Button): APIButtonComponent => ({
  type: ComponentType.Button,
  style: style === undefined ? ButtonStyle.Secondary : buttonStyles[style],
  label: visible(label, discordLimits.buttonLabel),
  custom_id: action,
});
