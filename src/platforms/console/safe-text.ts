/** What may reach a terminal: text, and nothing that commands it. */
import { stripVTControlCharacters } from 'node:util';

/** Embeddings, overrides and isolates, which would reorder the text around them. The marks that only say "left to right" may stay. */
const bidiControls = /[\u202A-\u202E\u2066-\u2069]/g;

const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * Takes escape sequences, control characters and bidirectional overrides out of a text, so that it can neither colour, move, retitle
 * nor answer for the terminal it is shown on. Every kind of line break becomes `\n`, a tab becomes a space. Total.
 */
export const safeText = (text: string): string =>
  stripVTControlCharacters(text.toWellFormed())
    .replaceAll(lineBreaks, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .replaceAll(bidiControls, '');

/** As `safeText`, for what stands in one line: breaks and runs of space become one space. */
export const safeLine = (text: string): string => safeText(text).replaceAll(/\s+/g, ' ').trim();
