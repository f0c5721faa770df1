/**
 * How many columns of a terminal a text takes. JavaScript does not know Unicode's East_Asian_Width, so its wide blocks stand here
 * (UAX #11: wide and fullwidth); what is ambiguous counts as narrow, as terminals do outside East Asian locales.
 */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const wideCharacter =
  /^[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]$/u;

/** Combining marks, joiners and other ignorables, and the vowels and finals of Hangul, which join the syllable before them. */
const zeroWidth = /^[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u1160-\u11FF\uD7B0-\uD7FF]$/u;

const emoji = /^\p{RGI_Emoji}$/v;

const printableAscii = /^[ -~]*$/;

/** The characters of a text as a reader counts them: an emoji or a letter with its accents is one. */
export const graphemesOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** The columns that `text` takes. It must hold no control characters: see `safeText`. */
export function textWidth(text: string): number {
  if (printableAscii.test(text)) return text.length;
  return graphemesOf(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (wideCharacter.test(character)) return 2;
  return zeroWidth.test(character) ? 0 : 1;
}

/** True for a character as `graphemesOf` gives it that takes two columns by itself: East Asian, or an emoji. */
export const isWide = (grapheme: string): boolean =>
  emoji.test(grapheme) || wideCharacter.test(String.fromCodePoint(grapheme.codePointAt(0) ?? 0));
