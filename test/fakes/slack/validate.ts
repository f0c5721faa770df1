/**
 * What Slack refuses, written down by hand from the comments of @slack/types 3.2.0 and docs.slack.dev, and on purpose apart from the
 * limits that the renderers use: a mistake there shall not be repeated here.
 */
import { Checker, isFields } from './checker.ts';
import { checkManifest } from './manifest-rules.ts';

export type Kind = 'message' | 'modal' | 'manifest';

/** Everything that Slack would refuse in a body, one line each; empty for a good one. */
export function slackProblems(kind: Kind, body: unknown): string[] {
  const problems: string[] = [];
  const check = new Checker(problems);
  if (kind === 'message') checkMessage(check, body);
  else if (kind === 'modal') checkModal(check, body);
  else checkManifest(check, body);
  return problems;
}

/** Slack's "text object". */
function checkText(check: Checker, at: string, value: unknown, types: readonly string[], longest: number): void {
  const { type, text } = check.fields(at, value, ['type', 'text'], ['emoji', 'verbatim']);
  check.that(types.includes(String(type)), `${at}.type is ${String(type)}`);
  const checked = check.string(`${at}.text`, text, 1, longest);
  check.that(checked.trim() !== '', `${at}.text is blank`);
  if (type === 'mrkdwn') checkMrkdwn(check, `${at}.text`, checked);
}

const link = /<(https?:\/\/[^\s<>|]+)\|([^<>\n]+)>/g;

/** Channels and people by their ids: Slack shows their names. */
const reference = /<[#@][A-Z][A-Z0-9]+>/g;

/** Everything between `<` and `>` is a command to Slack: only links and references may stand there, and every other sign is escaped. */
function checkMrkdwn(check: Checker, at: string, text: string): void {
  const rest = text.replaceAll(link, '').replaceAll(reference, '');
  check.that(
    !/[<>]/.test(rest),
    `${at} has an unescaped control sequence: ${/.{0,20}[<>].{0,20}/s.exec(rest)?.[0] ?? ''}`,
  );
  check.that(!/&(?!(?:amp|lt|gt);)/.test(text), `${at} has an unescaped or cut "&"`);
}

function checkMessage(check: Checker, body: unknown): void {
  const optional = ['channel', 'thread_ts', 'response_type', 'replace_original', 'unfurl_links', 'unfurl_media'];
  const message = check.fields('message', body, ['text', 'blocks'], optional);
  const text = check.string('message.text', message['text'], 1, 4000);
  check.that(!/[<>]/.test(text), 'message.text has an unescaped control sequence');
  checkMrkdwn(check, 'message.text', text);
  check.that(
    [undefined, 'ephemeral', 'in_channel'].includes(message['response_type'] as string | undefined),
    'message.response_type',
  );
  const blocks = check.array('message.blocks', message['blocks'], 1, 50);
  check.that(
    message['response_type'] === 'ephemeral' || !mrkdwnTexts(blocks).some((text) => text.includes('<@')),
    'message.blocks has a control sequence that pings a person in public',
  );
  const size = JSON.stringify(blocks).length;
  check.that(size <= 13_200, `message.blocks: msg_blocks_too_long (${size})`);
  checkBlocks(check, blocks, ['section', 'header', 'context', 'actions', 'divider']);
}

/** All texts that Slack looks for references in. */
function mrkdwnTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnTexts);
  if (!isFields(value)) return [];
  return value['type'] === 'mrkdwn' ? [String(value['text'])] : Object.values(value).flatMap(mrkdwnTexts);
}

function checkBlocks(check: Checker, blocks: readonly unknown[], types: readonly string[]): void {
  const actionIds: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const at = `blocks[${index}]`;
    const type = isFields(block) ? String(block['type']) : 'nothing';
    check.that(types.includes(type), `${at}.type is ${type}`);
    blockChecks[type]?.(check, at, block, actionIds);
  }
  check.unique('action_id', actionIds);
  const ids = blocks.flatMap((block) =>
    isFields(block) && typeof block['block_id'] === 'string' ? [block['block_id']] : [],
  );
  check.unique('block_id', ids);
}

type BlockCheck = (check: Checker, at: string, block: unknown, actionIds: string[]) => void;

const blockChecks: Readonly<Record<string, BlockCheck>> = {
  section(check, at, block) {
    const { text, fields } = check.fields(at, block, ['type'], ['block_id', 'text', 'fields', 'expand']);
    check.that(text !== undefined || fields !== undefined, `${at} has neither text nor fields`);
    if (text !== undefined) checkText(check, `${at}.text`, text, ['mrkdwn', 'plain_text'], 3000);
    if (fields === undefined) return;
    for (const [index, field] of check.array(`${at}.fields`, fields, 1, 10).entries()) {
      checkText(check, `${at}.fields[${index}]`, field, ['mrkdwn', 'plain_text'], 2000);
    }
  },
  header(check, at, block) {
    const { text } = check.fields(at, block, ['type', 'text'], ['block_id']);
    checkText(check, `${at}.text`, text, ['plain_text'], 150);
  },
  context(check, at, block) {
    const { elements } = check.fields(at, block, ['type', 'elements'], ['block_id']);
    for (const [index, element] of check.array(`${at}.elements`, elements, 1, 10).entries()) {
      checkText(check, `${at}.elements[${index}]`, element, ['mrkdwn', 'plain_text'], 3000);
    }
  },
  actions(check, at, block, actionIds) {
    const { elements } = check.fields(at, block, ['type', 'elements'], ['block_id']);
    for (const [index, element] of check.array(`${at}.elements`, elements, 1, 25).entries()) {
      checkControl(check, `${at}.elements[${index}]`, element, actionIds);
    }
  },
  divider: (check, at, block) => void check.fields(at, block, ['type'], ['block_id']),
  input(check, at, block) {
    const input = check.fields(
      at,
      block,
      ['type', 'label', 'element'],
      ['block_id', 'optional', 'hint', 'dispatch_action'],
    );
    checkText(check, `${at}.label`, input['label'], ['plain_text'], 2000);
    if ('block_id' in input) check.string(`${at}.block_id`, input['block_id'], 1, 255);
    checkTextInput(check, `${at}.element`, input['element']);
  },
};

function checkControl(check: Checker, at: string, value: unknown, actionIds: string[]): void {
  const control = isFields(value) ? value : {};
  actionIds.push(check.string(`${at}.action_id`, control['action_id'], 1, 255));
  if (control['type'] === 'button') {
    check.fields(at, value, ['type', 'text', 'action_id'], ['value', 'url', 'style']);
    checkText(check, `${at}.text`, control['text'], ['plain_text'], 75);
    check.that([undefined, 'primary', 'danger'].includes(control['style'] as string | undefined), `${at}.style`);
    return;
  }
  check.that(control['type'] === 'static_select', `${at}.type is ${String(control['type'])}`);
  check.fields(at, value, ['type', 'action_id', 'options'], ['placeholder', 'initial_option']);
  if ('placeholder' in control) checkText(check, `${at}.placeholder`, control['placeholder'], ['plain_text'], 150);
  for (const [index, item] of check.array(`${at}.options`, control['options'], 1, 100).entries()) {
    const option = check.fields(`${at}.options[${index}]`, item, ['text', 'value'], ['description']);
    checkText(check, `${at}.options[${index}].text`, option['text'], ['plain_text'], 75);
    check.string(`${at}.options[${index}].value`, option['value'], 1, 75);
    if ('description' in option)
      checkText(check, `${at}.options[${index}].description`, option['description'], ['plain_text'], 75);
  }
}

function checkTextInput(check: Checker, at: string, value: unknown): void {
  const optional = ['multiline', 'max_length', 'min_length', 'placeholder', 'initial_value'];
  const input = check.fields(at, value, ['type', 'action_id'], optional);
  check.that(input['type'] === 'plain_text_input', `${at}.type is ${String(input['type'])}`);
  check.string(`${at}.action_id`, input['action_id'], 1, 255);
  const longest = typeof input['max_length'] === 'number' ? input['max_length'] : 3000;
  check.that(longest >= 1 && longest <= 3000, `${at}.max_length is ${longest}`);
  if ('initial_value' in input) check.string(`${at}.initial_value`, input['initial_value'], 0, longest);
  if ('placeholder' in input) checkText(check, `${at}.placeholder`, input['placeholder'], ['plain_text'], 150);
}

function checkModal(check: Checker, body: unknown): void {
  const view = check.fields(
    'view',
    body,
    ['type', 'title', 'blocks'],
    ['submit', 'close', 'callback_id', 'private_metadata'],
  );
  check.that(view['type'] === 'modal', `view.type is ${String(view['type'])}`);
  for (const part of ['title', 'submit', 'close']) {
    if (part in view) checkText(check, `view.${part}`, view[part], ['plain_text'], 24);
  }
  if ('callback_id' in view) check.string('view.callback_id', view['callback_id'], 1, 255);
  if ('private_metadata' in view) check.string('view.private_metadata', view['private_metadata'], 0, 3000);
  const blocks = check.array('view.blocks', view['blocks'], 1, 100);
  const hasInput = blocks.some((block) => isFields(block) && block['type'] === 'input');
  check.that(!hasInput || 'submit' in view, 'view.submit is missing');
  checkBlocks(check, blocks, ['section', 'header', 'context', 'divider', 'input']);
}
