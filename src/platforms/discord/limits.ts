/**
 * What Discord takes, by name. Renderers shorten to these, visibly; tests hold the results against them. Lengths are in characters;
 * counting UTF-16 units, as we do, never counts less than Discord does.
 *
 * Sources are pages of Discord's developer documentation (https://discord.com/developers/docs).
 */
export const discordLimits = {
  /** "Message" resource, "Embed Limits". */
  embedTitle: 256,
  embedDescription: 4096,
  /** Over all embeds of a message: titles, descriptions, fields, footers and authors. */
  embedTotal: 6000,

  /** "Uploading Files": 10 MiB a file, of which we leave room. In bytes. */
  fileBytes: 8 * 1024 * 1024,
  /** "Message" resource, attachment object. */
  attachmentDescription: 1024,

  /** "Component Reference": action row, button, string select. */
  rowsPerMessage: 5,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  selectOptionText: 100,
  selectPlaceholder: 150,

  /** "Receiving and Responding", modal; "Component Reference": label, text input. */
  modalTitle: 45,
  modalComponents: 5,
  inputLabel: 45,
  inputDescription: 100,
  inputPlaceholder: 100,
  inputValue: 4000,

  /** "Application Commands". */
  commandDescription: 100,
  /** Names, descriptions and choice values of one command with all its options. */
  commandTotal: 8000,
  choices: 25,
  choiceText: 100,
  stringOption: 6000,
} as const;

/** "Receiving and Responding": Discord waits 3 s for the first response; what takes longer than this is deferred, so that 2 s always hold. */
export const patienceMilliseconds = 1500;
