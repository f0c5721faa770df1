/** Cuts text so that one sees it was cut. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `limit` UTF-16 units (what Discord and Slack count at most), ending in "…" where something is missing. Never cuts inside a
 * character, and at a space where there is one near the end.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    if (index + segment.length > limit - 1) break;
    end = index + segment.length;
  }
  const kept = text.slice(0, end);
  const space = kept.lastIndexOf(' ');
  return `${(space > limit * 0.7 ? kept.slice(0, space) : kept).trimEnd()}…`;
}
