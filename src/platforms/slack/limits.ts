/**
 * Slack's limits, in one table that the renderers use and the tests know independently. Lengths are in UTF-16 units, the strictest way
 * to count. Sources: [types] comments of @slack/types 3.2.0; [docs] docs.slack.dev; [manifest] Slack's app manifest schema 2.0.0;
 * [bolt-js#2509], [bolt-js#2867] measurements in issues of slackapi/bolt-js.
 */
export const limits = {
  /** Blocks of a message. [docs: reference/block-kit/blocks] */
  blocks: 50,
  /**
   * All blocks of a message together, as JSON. The real limit of chat.postMessage (`msg_blocks_too_long`) is undocumented; messages were
   * refused from about 13,200 characters on, containers counted. [bolt-js#2509, bolt-js#2867]
   */
  blocksJson: 12_000,
  /** The fallback `text` beside blocks: 4,000 are advised, 40,000 are cut. [docs: chat.postMessage] */
  fallback: 4000,
  /** [types: HeaderBlock] */
  header: 150,
  /** [types: SectionBlock] */
  section: 3000,
  sectionFields: 10,
  sectionField: 2000,
  /** [types: ContextBlock; a text object holds 3,000] */
  contextElements: 10,
  contextText: 3000,
  /** Slack allows 25; five to a block keeps each block small enough to be placed or left out by itself. [types: ActionsBlock] */
  actionsPerBlock: 5,
  /** [types: Button] */
  buttonText: 75,
  /** [types: Actionable] */
  actionId: 255,
  /** [types: StaticSelect, PlainTextOption] */
  selectOptions: 100,
  selectPlaceholder: 150,
  optionText: 75,
  optionValue: 75,
  /** [types: ModalView] */
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3000,
  /** [types: InputBlock, PlainTextInput] */
  inputLabel: 2000,
  inputPlaceholder: 150,
  inputLength: 3000,
  /** A link's address inside text: what is left of a section beside the longest label that is written at once. */
  linkUrl: 1900,
  /** [manifest] */
  manifestCommands: 50,
  manifestCommandName: 32,
  manifestCommandDescription: 2000,
  manifestUsageHint: 1000,
} as const;

/** How `blocksJson` is shared out: controls first, since they lead on to the rest; then sources; the text gets all that is left. */
export const shares = { controlsJson: 6000, controlBlocks: 20, selectJson: 5000, sourcesJson: 3000 } as const;
