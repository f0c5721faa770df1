/** The rows of components of one message, while they are filled. */
import { ComponentType } from 'discord-api-types/v10';
import type { APIActionRowComponent, APIButtonComponent, APIStringSelectComponent } from 'discord-api-types/v10';
import { decodeAction } from '../../chat/action.ts';
import { discordLimits } from './limits.ts';

export type ComponentRow = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>;

export class Rows {
  readonly rows: ComponentRow[] = [];
  readonly #usedIds = new Set<string>();

  get hasRoomForRow(): boolean {
    return this.rows.length < discordLimits.rowsPerMessage;
  }

  /** Whether Discord would take the id, and the program could read it when it comes back. */
  isFree(id: string): boolean {
    return decodeAction(id) !== undefined && id.isWellFormed() && !this.#usedIds.has(id);
  }

  /** Adds a row with one select. The caller has seen to it that there is room. */
  addSelect(select: APIStringSelectComponent): void {
    this.rows.push({ type: ComponentType.ActionRow, components: [select] });
    this.#usedIds.add(select.custom_id);
  }

  /** Adds a button to `row`, or where that is full to a new row or to any that has room; returns its row, or undefined without room. */
  addButton(button: APIButtonComponent, id: string, row: ComponentRow | undefined): ComponentRow | undefined {
    const target = row !== undefined && hasRoomForButton(row) ? row : this.#rowForButton();
    target?.components.push(button);
    if (target !== undefined) this.#usedIds.add(id);
    return target;
  }

  #rowForButton(): ComponentRow | undefined {
    if (!this.hasRoomForRow) return this.rows.find(hasRoomForButton);
    const row: ComponentRow = { type: ComponentType.ActionRow, components: [] };
    this.rows.push(row);
    return row;
  }
}

const hasRoomForButton = ({ components }: ComponentRow): boolean =>
  components.length < discordLimits.buttonsPerRow && components.every(({ type }) => type === ComponentType.Button);
